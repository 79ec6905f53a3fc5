package org.partnerportal.deal.customer.matching;

import java.util.regex.Pattern;

/**
 * How alike two words are.
 *
 * @param value from 0 (other words) to 1 (the same)
 */
record WordLikeness(double value, How how) {

    static final double LEAST = 0.7;

    static final WordLikeness NONE = new WordLikeness(0, How.SPELLING);
    private static final WordLikeness SAME = new WordLikeness(1, How.SAME);
    private static final WordLikeness MEANING = new WordLikeness(0.97, How.MEANING);
    private static final WordLikeness SOUND = new WordLikeness(0.95, How.SOUND);
    private static final WordLikeness VOWELS = new WordLikeness(0.8, How.VOWELS);
    static final WordLikeness ABBREVIATION = new WordLikeness(0.8, How.ABBREVIATION);
    private static final int LEAST_CONSONANTS = 3;

    /** What parts two words that are alike. */
    enum How {
        SAME,
        /** Two words for one thing, such as translations. */
        MEANING,
        /** Written by another rule, such as umlauts and transliterations. */
        SOUND,
        /** Other vowels, as where a script does not write them. */
        VOWELS,
        /** Letters too many, too few or swapped. */
        SPELLING,
        /** Another letter, which may as well be another word. */
        LETTER,
        ABBREVIATION,
        INITIALS
    }

    private static final int SHORTEST_TO_FORGIVE = 5;
    private static final int SHORTEST_FOR_TWO = 9;
    private static final double PER_ERROR = 1.15;
    private static final double OTHER_BEGINNING = 0.07;
    private static final Pattern YEAR = Pattern.compile("(18|19|20)\\d\\d");
    private static final Pattern VOWEL = Pattern.compile("[aeiouy]");

    static WordLikeness of(Token one, Token other) {
        if (one.text().equals(other.text())) {
            return SAME;
        }
        if (one.isNumber() || other.isNumber()) {
            return one.isNumber() && other.isNumber() && isSameNumber(one, other) ? SAME : NONE;
        }
        if (one.meaning().equals(other.meaning())) {
            return MEANING;
        }
        // Two words that are both known mean two things, however few letters part them.
        if (!one.isRare() && !other.isRare()) {
            return NONE;
        }
        return of(one.text(), other.text());
    }

    /** A year may be written without its century: "1908" and "08". */
    private static boolean isSameNumber(Token one, Token other) {
        return one.meaning().equals(other.meaning())
                || isShortYear(one.text(), other.text())
                || isShortYear(other.text(), one.text());
    }

    private static boolean isShortYear(String two, String year) {
        return two.length() == 2 && YEAR.matcher(year).matches() && year.endsWith(two);
    }

    static WordLikeness of(String one, String other) {
        if (one.equals(other)) {
            return SAME;
        }
        String sound = sound(one);
        if (sound.length() > 2 && sound.equals(sound(other))) {
            return SOUND;
        }
        if (one.length() > 3 && misread(one).equals(misread(other))) {
            return SOUND;
        }
        String shorter = one.length() <= other.length() ? one : other;
        String longer = one.length() <= other.length() ? other : one;
        if (abbreviates(shorter, longer)) {
            return ABBREVIATION;
        }
        WordLikeness spelling = spelling(shorter, longer);
        return spelling.equals(NONE) && hasSameConsonants(sound, sound(other)) ? VOWELS : spelling;
    }

    /** Letters that a scanner takes for each other are written as one. */
    private static String misread(String word) {
        return word.replace("rn", "m")
                .replace("vv", "w")
                .replace('1', 'l')
                .replace('i', 'l')
                .replace('0', 'o')
                .replace('5', 's');
    }

    /** What is left when the errors of a hasty hand are taken off. */
    private static WordLikeness spelling(String shorter, String longer) {
        if (shorter.length() < SHORTEST_TO_FORGIVE - 1) {
            return NONE;
        }
        int most = longer.length() >= SHORTEST_FOR_TWO ? 2 : 1;
        int errors = Spelling.errors(shorter, longer, most);
        if (errors > most) {
            return NONE;
        }
        double likeness = 1 - PER_ERROR * errors / longer.length();
        if (shorter.charAt(0) != longer.charAt(0)) {
            likeness -= OTHER_BEGINNING;
        }
        return likeness < LEAST
                ? NONE
                : new WordLikeness(
                        likeness,
                        Spelling.hasOtherLetter(shorter, longer) ? How.LETTER : How.SPELLING);
    }

    private static boolean hasSameConsonants(String one, String other) {
        String consonants = VOWEL.matcher(one).replaceAll("");
        return consonants.length() >= LEAST_CONSONANTS
                && one.charAt(0) == other.charAt(0)
                && consonants.equals(VOWEL.matcher(other).replaceAll(""));
    }

    /** "Masch" of "Maschinenbau", "Mfg" of "Manufacturing": letters left out, never the first. */
    private static boolean abbreviates(String shorter, String longer) {
        if (shorter.length() < 3 || longer.length() < shorter.length() + 2) {
            return false;
        }
        if (longer.startsWith(shorter)) {
            return shorter.length() >= 4 || longer.length() >= 7;
        }
        return !VOWEL.matcher(shorter.substring(1)).find()
                && shorter.charAt(0) == longer.charAt(0)
                && isWithin(shorter, longer);
    }

    private static boolean isWithin(String shorter, String longer) {
        int at = 0;
        for (int i = 0; i < longer.length() && at < shorter.length(); i++) {
            if (longer.charAt(i) == shorter.charAt(at)) {
                at++;
            }
        }
        return at == shorter.length();
    }

    /**
     * A word as it sounds to one who does not know the language: so that "Mueller", "Muller" and
     * "Müller", "Khimki" and "Himki", "Lukács" and "Lukacz" are one.
     */
    static String sound(String word) {
        String sound =
                word.replace("sch", "sh")
                        .replace("tsch", "ch")
                        .replace("shch", "sh")
                        .replace("kh", "h")
                        .replace("ck", "k")
                        .replace("ph", "f")
                        .replace("th", "t")
                        .replace("ae", "a")
                        .replace("oe", "o")
                        .replace("ue", "u")
                        .replace("oy", "u")
                        .replace("ou", "u")
                        .replace("oo", "u")
                        .replace("ee", "i")
                        .replace("ks", "x")
                        .replace("cs", "ch")
                        .replace("cz", "ch")
                        .replace("sz", "s")
                        .replace("zh", "z")
                        .replace("ts", "c")
                        .replace("tz", "c")
                        .replace("iy", "i")
                        .replace("yy", "i")
                        .replace("yi", "i")
                        .replace('y', 'i')
                        .replace('j', 'i')
                        .replace('w', 'v')
                        .replace('q', 'k');
        var single = new StringBuilder(sound.length());
        for (int i = 0; i < sound.length(); i++) {
            if (i == 0 || sound.charAt(i) != sound.charAt(i - 1)) {
                single.append(sound.charAt(i));
            }
        }
        return single.toString();
    }
}
