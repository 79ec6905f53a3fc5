package org.partnerportal.deal.customer.matching;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the matcher knows about words: legal forms, common words with what they tell, places. The
 * tables are resources beside this class; all their text is romanised.
 */
final class Vocabulary {

    /** No legal form has more words than this. */
    private static final int LONGEST_FORM = 8;

    private static final int LONGEST_PLACE = 3;

    private static final double PLACE_WEIGHT = 0.35;

    /**
     * Groups of words that firms choose for their sound: nobody translates them, and they tell more
     * than a trade does.
     */
    private static final Set<String> OWN =
            Set.of(
                    "royal",
                    "star",
                    "sun",
                    "red",
                    "blue",
                    "green",
                    "white",
                    "black",
                    "gold",
                    "alpha",
                    "beta",
                    "gamma",
                    "delta",
                    "sigma",
                    "omega",
                    "life",
                    "house",
                    "home",
                    "river",
                    "mountain",
                    "lake",
                    "sea",
                    "island",
                    "big",
                    "small",
                    "old",
                    "good",
                    "dynamic",
                    "max",
                    "plus",
                    "active",
                    "comfort",
                    "horse",
                    "family",
                    "team",
                    "concept",
                    "bridge",
                    "tower",
                    "future",
                    "vision",
                    "express",
                    "link",
                    "park",
                    "total",
                    "people");

    private static final double MORE = 0.2;

    private final Map<String, String> forms = new HashMap<>();
    private final Map<String, LegalForm> formsByKey = new HashMap<>();
    private final Map<String, Token> words = new HashMap<>();
    private final Map<String, String> places = new HashMap<>();

    private Vocabulary() {}

    static Vocabulary load() {
        var vocabulary = new Vocabulary();
        for (String[] row : rows("legal-forms.csv")) {
            vocabulary.formsByKey.put(row[0], new LegalForm(row[0], words(row[1]), words(row[2])));
            for (String variant : row[3].split("\\|", -1)) {
                vocabulary.forms.put(variant.strip(), row[0]);
            }
        }
        for (String[] row : rows("common-words.csv")) {
            boolean own = OWN.contains(row[2]);
            vocabulary.words.put(
                    row[0],
                    new Token(
                            row[0],
                            own ? row[0] : row[2],
                            Double.parseDouble(row[1]) + (own ? MORE : 0),
                            row[2].matches("\\d+") ? Token.Kind.NUMBER : Token.Kind.COMMON));
        }
        for (String[] row : rows("places.csv")) {
            vocabulary.places.put(row[0], row[1]);
        }
        return vocabulary;
    }

    /** The longest legal form that begins here. */
    Optional<Found> form(List<String> words, int from) {
        return longest(words, from, LONGEST_FORM, forms);
    }

    LegalForm formOf(Found found) {
        return Objects.requireNonNull(formsByKey.get(found.key()), found.key());
    }

    /** The longest place that begins here. */
    Optional<Found> place(List<String> words, int from) {
        return longest(words, from, LONGEST_PLACE, places);
    }

    /** A word as it is known, or as a rare one. */
    Token word(String text) {
        Token known = words.get(text);
        return known == null ? Token.rare(text) : known;
    }

    static Token place(Found found) {
        return new Token(
                found.text().replace(" ", ""), found.key(), PLACE_WEIGHT, Token.Kind.PLACE);
    }

    private static Optional<Found> longest(
            List<String> words, int from, int most, Map<String, String> table) {
        for (int length = Math.min(most, words.size() - from); length > 0; length--) {
            String text = String.join(" ", words.subList(from, from + length));
            @Nullable String key = table.get(text);
            if (key != null) {
                return Optional.of(new Found(key, text, length));
            }
        }
        return Optional.empty();
    }

    /**
     * Words that mean one thing.
     *
     * @param length how many words
     */
    record Found(String key, String text, int length) {}

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(" ", -1));
    }

    /** All rows but the header's; no field of these tables holds a comma. */
    private static List<String[]> rows(String resource) {
        var rows = new ArrayList<String[]>();
        try (var reader =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        Vocabulary.class.getResourceAsStream(resource), resource),
                                StandardCharsets.UTF_8))) {
            reader.readLine();
            reader.lines()
                    .filter(line -> !line.isBlank())
                    .forEach(line -> rows.add(line.split(",", -1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
