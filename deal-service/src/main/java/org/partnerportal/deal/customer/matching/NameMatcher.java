package org.partnerportal.deal.customer.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.partnerportal.deal.customer.matching.NameFeatures.Feature;

/**
 * Says how probable it is that two names mean one organisation, from the names alone. The weights
 * were fitted to labelled pairs; a decision keeps the version of the weights that it was made with.
 */
public final class NameMatcher {

    private final NameReader reader;
    private final NameWeights weights;

    NameMatcher(NameReader reader, NameWeights weights) {
        this.reader = reader;
        this.weights = weights;
    }

    /** The matcher with its tables and weights as they are delivered. */
    public static NameMatcher standard() {
        return new NameMatcher(new NameReader(Vocabulary.load()), NameWeights.standard());
    }

    /** How alike the names are. */
    public Likeness compare(String one, String other) {
        return compare(reader.read(one), reader.read(other));
    }

    OrganisationName read(String name) {
        return reader.read(name);
    }

    /** The same whichever comes first: equally good alignments are told apart by their order. */
    Likeness compare(OrganisationName one, OrganisationName other) {
        return one.written().compareTo(other.written()) <= 0
                ? inOrder(one, other)
                : inOrder(other, one).swapped();
    }

    private Likeness inOrder(OrganisationName one, OrganisationName other) {
        Alignment alignment = Alignment.of(one, other);
        NameFeatures features = NameFeatures.of(one, other, alignment);
        return new Likeness(
                weights.probability(features), evidence(one, other, alignment, features));
    }

    /**
     * What a score is made from.
     *
     * @param speaksFor whether more of it makes one organisation more probable
     */
    public record Weighed(String name, boolean speaksFor, double value) {}

    /** What the score is made from, always in the same order; for fitting weights. */
    public List<Weighed> features(String one, String other) {
        OrganisationName read = reader.read(one);
        OrganisationName otherRead = reader.read(other);
        NameFeatures features = NameFeatures.of(read, otherRead, Alignment.of(read, otherRead));
        return Stream.of(Feature.values())
                .map(feature ->
                        new Weighed(feature.name(), feature.speaksFor(), features.get(feature)))
                .toList();
    }

    /** From which score two names are taken for one organisation. */
    public double threshold() {
        return weights.threshold();
    }

    /** Which weights the scores are made with. */
    public String version() {
        return weights.version();
    }

    /**
     * How alike two names are.
     *
     * @param score from 0 (surely two organisations) to 1 (surely one)
     * @param evidence what speaks for it and against it
     */
    public record Likeness(double score, List<Evidence> evidence) {

        public Likeness {
            evidence = List.copyOf(evidence);
        }

        private Likeness swapped() {
            return new Likeness(
                    score,
                    evidence.stream()
                            .map(it -> new Evidence(it.reason(), it.otherWords(), it.words()))
                            .toList());
        }
    }

    /**
     * A reason, for the reader.
     *
     * @param words what it is about, of the first name and of the second; either may be empty
     */
    public record Evidence(Reason reason, String words, String otherWords) {

        @Override
        public String toString() {
            return reason.text.formatted(words, otherWords).strip();
        }
    }

    /** Why names are taken as one or as two. */
    public enum Reason {
        SAME_WORD("\"%s\" in both"),
        SAME_MEANING("\"%s\" means \"%s\""),
        SIMILAR_WORD("\"%s\" is spelled like \"%s\""),
        ABBREVIATION("\"%s\" and \"%s\" abbreviate one word"),
        INITIALS("\"%s\" are the initials of \"%s\" or the other way round"),
        RARE_WORD_MISSING("only one has \"%s%s\""),
        OTHER_NUMBER("number \"%s\" against \"%s\""),
        NUMBER_MISSING("only one has number \"%s%s\""),
        OTHER_PLACE("place \"%s\" against \"%s\""),
        SAME_FORM("same legal form %s"),
        OTHER_FORM("legal form %s against %s");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    private static List<Evidence> evidence(
            OrganisationName one,
            OrganisationName other,
            Alignment alignment,
            NameFeatures features) {
        var evidence = new ArrayList<Evidence>();
        for (Alignment.Pair pair : alignment.pairs()) {
            if (pair.weight() > 0) {
                evidence.add(new Evidence(reason(pair), text(pair.one()), text(pair.other())));
            }
        }
        numbersAndPlaces(alignment, features, evidence);
        left(alignment.leftOfOne(), true, evidence);
        left(alignment.leftOfOther(), false, evidence);
        if (features.get(Feature.SAME_FORM) > 0) {
            evidence.add(new Evidence(Reason.SAME_FORM, forms(one), forms(other)));
        } else if (features.get(Feature.OTHER_FORM) > 0) {
            evidence.add(new Evidence(Reason.OTHER_FORM, forms(one), forms(other)));
        }
        return evidence;
    }

    private static Reason reason(Alignment.Pair pair) {
        return switch (pair.how()) {
            case SAME -> Reason.SAME_WORD;
            case INITIALS -> Reason.INITIALS;
            case MEANING -> Reason.SAME_MEANING;
            case ABBREVIATION -> Reason.ABBREVIATION;
            case SOUND, VOWELS, SPELLING, LETTER -> Reason.SIMILAR_WORD;
        };
    }

    private static void numbersAndPlaces(
            Alignment alignment, NameFeatures features, List<Evidence> evidence) {
        var reasons =
                Map.of(
                        Feature.OTHER_NUMBER, Reason.OTHER_NUMBER,
                        Feature.NUMBER_IN_ONE, Reason.NUMBER_MISSING);
        reasons.forEach((feature, reason) -> {
            if (features.get(feature) > 0) {
                evidence.add(
                        new Evidence(
                                reason,
                                text(numbers(alignment.leftOfOne())),
                                text(numbers(alignment.leftOfOther()))));
            }
        });
        if (features.get(Feature.OTHER_PLACE) > 0) {
            evidence.add(
                    new Evidence(
                            Reason.OTHER_PLACE,
                            text(places(alignment.leftOfOne())),
                            text(places(alignment.leftOfOther()))));
        }
    }

    private static void left(List<Token> left, boolean one, List<Evidence> evidence) {
        for (Token token : left) {
            if (token.isRare() || (token.kind() == Token.Kind.COMMON && token.weight() >= 0.3)) {
                evidence.add(
                        new Evidence(
                                Reason.RARE_WORD_MISSING,
                                one ? token.text() : "",
                                one ? "" : token.text()));
            }
        }
    }

    private static List<Token> numbers(List<Token> tokens) {
        return tokens.stream().filter(Token::isNumber).toList();
    }

    private static List<Token> places(List<Token> tokens) {
        return tokens.stream().filter(Token::isPlace).toList();
    }

    private static String text(List<Token> tokens) {
        return String.join(" ", tokens.stream().map(Token::text).toList());
    }

    private static String forms(OrganisationName name) {
        return String.join(", ", name.forms().stream().map(LegalForm::key).sorted().toList());
    }
}
