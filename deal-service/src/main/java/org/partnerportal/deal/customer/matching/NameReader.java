package org.partnerportal.deal.customer.matching;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a name apart: its legal form, its words and what they weigh, its numbers. */
final class NameReader {

    private static final Pattern ORDINAL = Pattern.compile("(\\d+)(st|nd|rd|th|e|er|eme|a|o)?");
    private static final Pattern ROMAN =
            Pattern.compile("(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})", Pattern.CASE_INSENSITIVE);
    private static final Pattern WORD_AND_NUMBER = Pattern.compile("([a-z]{3,})(\\d{1,4})");
    private static final double NUMBER_WEIGHT = 0.9;
    private static final double IN_FRONT = 0.6;
    private static final double WITHOUT_RARE = 1.5;
    private static final double MOST = 0.9;

    /** Legal forms that stand before the name in their countries. */
    private static final Set<String> BEFORE =
            Set.of(
                    "ooo",
                    "oao",
                    "zao",
                    "pao",
                    "ao",
                    "nao",
                    "tov",
                    "pat",
                    "prat",
                    "zat",
                    "vat",
                    "chp",
                    "ip",
                    "fop",
                    "uab",
                    "ab",
                    "sia",
                    "as",
                    "ou",
                    "pt",
                    "cv",
                    "ead",
                    "et",
                    "sc",
                    "soc",
                    "gup",
                    "fgup",
                    "mup",
                    "dp",
                    "kp",
                    "ano",
                    "npo",
                    "pp",
                    "tovarystvo");

    /** Words behind which a single letter counts. */
    private static final Set<String> SERIES =
            Set.of(
                    "class",
                    "klasse",
                    "classe",
                    "clase",
                    "series",
                    "serie",
                    "tranche",
                    "unit",
                    "block",
                    "blok",
                    "phase",
                    "type",
                    "typ",
                    "zone",
                    "plot",
                    "terminal",
                    "fund");

    private final Vocabulary vocabulary;

    NameReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    OrganisationName read(String written) {
        List<String> words = new ArrayList<>(joinedSingles(split(Romaniser.romanise(written))));
        var forms = new HashSet<LegalForm>();
        List<String> rest = withoutForms(words, forms);
        List<Token> tokens = tokens(rest);
        // A word that stands alone is a name, however common it is beside others.
        if (tokens.isEmpty()) {
            tokens = List.of(Token.rare(closed(words)));
        } else if (tokens.size() == 1 && !tokens.getFirst().isPlace()) {
            tokens = List.of(Token.rare(tokens.getFirst().text()));
        }
        return new OrganisationName(written, words, weighed(tokens), forms);
    }

    /** Where no word is rare, the common ones and the place in front have to tell. */
    private static List<Token> weighed(List<Token> tokens) {
        if (tokens.stream().anyMatch(Token::isRare)) {
            return tokens;
        }
        var weighed = new ArrayList<Token>();
        for (Token token : tokens) {
            boolean inFront = token.isPlace() && weighed.isEmpty();
            double weight =
                    token.isPlace()
                            ? (inFront ? IN_FRONT : token.weight())
                            : token.weight() * WITHOUT_RARE;
            weighed.add(
                    token.isNumber()
                            ? token
                            : new Token(
                                    token.text(),
                                    token.meaning(),
                                    Math.min(weight, MOST),
                                    token.kind()));
        }
        return weighed;
    }

    private static List<String> split(String romanised) {
        var words = new ArrayList<String>();
        for (String word : romanised.split(" ", -1)) {
            Matcher numbered = WORD_AND_NUMBER.matcher(word);
            if (numbered.matches()) {
                words.add(numbered.group(1));
                words.add(numbered.group(2));
            } else if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** Letters that stand alone side by side are an abbreviation: "s r o", "H & M", "J P". */
    private static List<String> joinedSingles(List<String> words) {
        var joined = new ArrayList<String>();
        var letters = new StringBuilder();
        for (String word : words) {
            if (word.length() == 1 && Character.isLetter(word.charAt(0))) {
                letters.append(word);
                continue;
            }
            flush(letters, joined);
            joined.add(word);
        }
        flush(letters, joined);
        return joined;
    }

    private static void flush(StringBuilder letters, List<String> words) {
        if (!letters.isEmpty()) {
            words.add(letters.toString());
            letters.setLength(0);
        }
    }

    /**
     * Legal forms at the end and behind, and those that stand before; never all of the name. What
     * stands behind a form, as a place or a branch, stays.
     */
    private List<String> withoutForms(List<String> words, Set<LegalForm> forms) {
        var rest = new ArrayList<String>();
        int position = 0;
        while (position < words.size()) {
            Optional<Vocabulary.Found> found = vocabulary.form(words, position);
            if (found.isPresent()
                    && (rest.isEmpty()
                            ? isBefore(found.get()) && found.get().length() < words.size()
                            : isSure(found.get())
                                    || isTail(words, position + found.get().length()))) {
                forms.add(vocabulary.formOf(found.get()));
                position += found.get().length();
            } else {
                rest.add(words.get(position));
                position++;
            }
        }
        return rest;
    }

    /** Whether it can hardly be a word of the name, wherever it stands. */
    private boolean isSure(Vocabulary.Found form) {
        return form.length() > 1
                || (form.text().length() > 3 && vocabulary.word(form.text()).isRare());
    }

    /** Whether nothing but legal forms and places follows. */
    private boolean isTail(List<String> words, int from) {
        int position = from;
        while (position < words.size()) {
            int here = position;
            position +=
                    vocabulary
                            .form(words, here)
                            .or(() -> vocabulary.place(words, here))
                            .map(Vocabulary.Found::length)
                            .orElse(words.size());
        }
        return position == words.size();
    }

    private static boolean isBefore(Vocabulary.Found form) {
        return BEFORE.contains(form.text()) || form.length() > 2;
    }

    private List<Token> tokens(List<String> words) {
        var tokens = new ArrayList<Token>();
        int position = 0;
        while (position < words.size()) {
            Optional<Vocabulary.Found> place = vocabulary.place(words, position);
            // A name may be a place's, as that of a bank or an airline; then it is all there is.
            if (place.isPresent()) {
                tokens.add(Vocabulary.place(place.get()));
                position += place.get().length();
            } else {
                tokens.add(token(words, position));
                position++;
            }
        }
        return tokens;
    }

    private Token token(List<String> words, int position) {
        String word = words.get(position);
        Matcher ordinal = ORDINAL.matcher(word);
        if (ordinal.matches()) {
            return number(word, stripZeros(ordinal.group(1)));
        }
        boolean last = position == words.size() - 1;
        if (position > 0 && (word.length() > 1 || last) && ROMAN.matcher(word).matches()) {
            return number(word, Integer.toString(roman(word)));
        }
        if (position > 0
                && word.length() == 1
                && (last || SERIES.contains(words.get(position - 1)))) {
            return number(word, word);
        }
        return vocabulary.word(word);
    }

    private static Token number(String text, String value) {
        return new Token(text, value, NUMBER_WEIGHT, Token.Kind.NUMBER);
    }

    private static String stripZeros(String digits) {
        String stripped = digits.replaceFirst("^0+(?=.)", "");
        return stripped.isEmpty() ? "0" : stripped;
    }

    private static int roman(String word) {
        int sum = 0;
        for (int i = 0; i < word.length(); i++) {
            int value = value(word.charAt(i));
            sum += i + 1 < word.length() && value(word.charAt(i + 1)) > value ? -value : value;
        }
        return sum;
    }

    private static int value(char letter) {
        return switch (letter) {
            case 'i' -> 1;
            case 'v' -> 5;
            default -> 10;
        };
    }

    private static String closed(List<String> words) {
        return words.isEmpty() ? "-" : String.join("", words);
    }
}
