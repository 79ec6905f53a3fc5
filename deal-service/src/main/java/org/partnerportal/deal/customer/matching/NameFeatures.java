package org.partnerportal.deal.customer.matching;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What speaks for and against two names meaning one organisation, as numbers. */
final class NameFeatures {

    private static final double RARE = 0.95;

    /** What weighs less is a filler, such as "group". */
    private static final double TRADE = 0.15;

    private final Map<Feature, Double> values = new EnumMap<>(Feature.class);

    private NameFeatures() {}

    enum Feature {
        /** How much of both names' weight has found its counterpart: harmonic mean. */
        COVERED(true),
        /** The same of the name that has less of it. */
        LEAST_COVERED(true),
        /** Both have rare words that the other does not have. */
        RARE_LEFT_IN_BOTH(false),
        /** One has rare words that the other does not have. */
        RARE_LEFT_IN_ONE(false),
        /** Both have common words, such as a trade, that the other does not have. */
        COMMON_LEFT_IN_BOTH(false),
        COMMON_LEFT_IN_ONE(false),
        /** Both say what they do, and it is not the same. */
        OTHER_TRADE(false),
        /** Both have numbers that the other does not have. */
        OTHER_NUMBER(false),
        NUMBER_IN_ONE(false),
        /** Both name places, and other ones. */
        OTHER_PLACE(false),
        PLACE_IN_ONE(false),
        SAME_FORM(true),
        OTHER_FORM(false),
        /** What is alike and not the same, by what parts it; in weight. */
        SPELLING(false),
        LETTER(false),
        ABBREVIATION(false),
        INITIALS(true),
        /** One name is the initials of the other and nothing else. */
        ALL_INITIALS(true),
        /** How much of what is shared stands in another order. */
        ORDER(false),
        /** Rare words that both have. */
        RARE_SHARED(true),
        /** Rare letters that both have: a short word is shared by chance. */
        LETTERS_SHARED(true);

        private final boolean speaksFor;

        Feature(boolean speaksFor) {
            this.speaksFor = speaksFor;
        }

        /** Whether more of it makes one organisation more probable; else it makes two so. */
        boolean speaksFor() {
            return speaksFor;
        }
    }

    static NameFeatures of(OrganisationName one, OrganisationName other, Alignment alignment) {
        var features = new NameFeatures();
        features.covered(alignment);
        features.left(alignment);
        features.parted(alignment);
        features.forms(one.forms(), other.forms());
        features.set(Feature.ORDER, inversions(one, other, alignment.pairs()));
        return features;
    }

    private void covered(Alignment alignment) {
        double covered =
                alignment.pairs().stream()
                        .mapToDouble(pair -> pair.weight() * pair.likeness())
                        .sum();
        double paired = alignment.pairs().stream().mapToDouble(Alignment.Pair::weight).sum();
        double ofOne = covered / total(paired, alignment.leftOfOne());
        double ofOther = covered / total(paired, alignment.leftOfOther());
        set(Feature.COVERED, ofOne + ofOther == 0 ? 0 : 2 * ofOne * ofOther / (ofOne + ofOther));
        set(Feature.LEAST_COVERED, Math.min(ofOne, ofOther));
        List<Alignment.Pair> rare =
                alignment.pairs().stream().filter(pair -> pair.weight() > RARE).toList();
        set(Feature.RARE_SHARED, Math.min(rare.size(), 3) / 3.0);
        set(
                Feature.LETTERS_SHARED,
                Math.min(rare.stream().mapToInt(Alignment.Pair::letters).sum(), 12) / 12.0);
    }

    private void forms(Set<LegalForm> one, Set<LegalForm> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return;
        }
        if (!Collections.disjoint(one, other)) {
            set(Feature.SAME_FORM, 1);
        } else if (one.stream().noneMatch(form -> other.stream().anyMatch(form::isRelatedTo))) {
            set(Feature.OTHER_FORM, 1);
        }
    }

    private static boolean isTrade(Token token) {
        return token.kind() == Token.Kind.COMMON && token.weight() >= TRADE;
    }

    private void left(Alignment alignment) {
        both(
                alignment,
                left -> weight(left, Token::isRare),
                Feature.RARE_LEFT_IN_BOTH,
                Feature.RARE_LEFT_IN_ONE);
        both(
                alignment,
                left -> weight(left, token -> token.kind() == Token.Kind.COMMON),
                Feature.COMMON_LEFT_IN_BOTH,
                Feature.COMMON_LEFT_IN_ONE);
        set(
                Feature.OTHER_TRADE,
                Math.min(
                        any(alignment.leftOfOne(), NameFeatures::isTrade),
                        any(alignment.leftOfOther(), NameFeatures::isTrade)));
        both(
                alignment,
                left -> any(left, Token::isNumber),
                Feature.OTHER_NUMBER,
                Feature.NUMBER_IN_ONE);
        both(
                alignment,
                left -> any(left, Token::isPlace),
                Feature.OTHER_PLACE,
                Feature.PLACE_IN_ONE);
    }

    private void parted(Alignment alignment) {
        for (Alignment.Pair pair : alignment.pairs()) {
            switch (pair.how()) {
                case SAME, MEANING, SOUND, VOWELS -> {}
                case SPELLING -> add(Feature.SPELLING, pair.weight());
                case LETTER -> add(Feature.LETTER, pair.weight());
                case ABBREVIATION -> add(Feature.ABBREVIATION, pair.weight());
                case INITIALS -> {
                    boolean all =
                            alignment.pairs().size() == 1
                                    && alignment.leftOfOne().isEmpty()
                                    && alignment.leftOfOther().isEmpty();
                    add(all ? Feature.ALL_INITIALS : Feature.INITIALS, 1);
                }
            }
        }
    }

    /** The share of shared words' neighbours that stand the other way round. */
    private static double inversions(
            OrganisationName one, OrganisationName other, List<Alignment.Pair> pairs) {
        int[] places =
                pairs.stream()
                        .filter(pair -> pair.weight() > 0)
                        .sorted(
                                Comparator.comparingInt(
                                        pair -> one.tokens().indexOf(pair.one().getFirst())))
                        .mapToInt(pair -> other.tokens().indexOf(pair.other().getFirst()))
                        .toArray();
        int inverted = 0;
        for (int i = 1; i < places.length; i++) {
            if (places[i] < places[i - 1]) {
                inverted++;
            }
        }
        return places.length < 2 ? 0 : (double) inverted / (places.length - 1);
    }

    double get(Feature feature) {
        return values.getOrDefault(feature, 0.0);
    }

    private void set(Feature feature, double value) {
        values.put(feature, value);
    }

    private void add(Feature feature, double value) {
        values.merge(feature, value, Double::sum);
    }

    private void both(
            Alignment alignment,
            ToDoubleFunction<List<Token>> what,
            Feature inBoth,
            Feature inOne) {
        double one = what.applyAsDouble(alignment.leftOfOne());
        double other = what.applyAsDouble(alignment.leftOfOther());
        double shared = Math.min(one, other);
        set(inBoth, Math.min(shared, 1));
        set(inOne, Math.min(Math.max(one, other) - shared, 2));
    }

    private static double total(double matched, List<Token> left) {
        return Math.max(0.01, matched + weight(left, _ -> true));
    }

    private static double weight(List<Token> tokens, Predicate<Token> which) {
        return tokens.stream().filter(which).mapToDouble(Token::weight).sum();
    }

    private static double any(List<Token> tokens, Predicate<Token> which) {
        return tokens.stream().anyMatch(which) ? 1 : 0;
    }
}
