package org.partnerportal.deal.customer.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.partnerportal.deal.customer.matching.WordLikeness.How;

/**
 * Which words of one name stand for which of another. Each word is used once; the likest pairs come
 * first. Two neighbouring words may stand for one ("Coca Cola" and "Cocacola"), and a short word
 * for the initials of several.
 */
record Alignment(List<Pair> pairs, List<Token> leftOfOne, List<Token> leftOfOther) {

    /** Letters of a word that may be initials. */
    private static final int LONGEST_INITIALS = 6;

    private static final int SHORTEST_PART = 3;

    private static final double INITIALS = 0.75;
    private static final double ALL_INITIALS = 0.9;

    /**
     * Words that stand for each other.
     *
     * @param likeness from 0 to 1
     */
    record Pair(List<Token> one, List<Token> other, double likeness, How how) {

        double weight() {
            return Math.min(weight(one), weight(other));
        }

        private static double weight(List<Token> tokens) {
            return tokens.stream().mapToDouble(Token::weight).max().orElse(0);
        }

        int letters() {
            return Math.min(letters(one), letters(other));
        }

        private static int letters(List<Token> tokens) {
            return tokens.stream().mapToInt(token -> token.text().length()).sum();
        }
    }

    private record Candidate(
            int from, int length, int otherFrom, int otherLength, WordLikeness likeness) {

        double rank(List<Token> one) {
            double weight = 0;
            for (int i = from; i < from + length; i++) {
                weight = Math.max(weight, one.get(i).weight());
            }
            // What explains more words wins, then what stands near where a word comes twice.
            return likeness.value() * (0.2 + weight)
                    + 0.01 * (length + otherLength)
                    - 0.001 * Math.abs(from - otherFrom);
        }
    }

    static Alignment of(OrganisationName name, OrganisationName otherName) {
        List<Token> one = name.tokens();
        List<Token> other = otherName.tokens();
        if (name.isInitialsOf(otherName)
                || otherName.isInitialsOf(name)
                || name.isBlendOf(otherName)
                || otherName.isBlendOf(name)) {
            return new Alignment(
                    List.of(new Pair(one, other, ALL_INITIALS, How.INITIALS)),
                    List.of(),
                    List.of());
        }
        var candidates = new ArrayList<Candidate>();
        for (int i = 0; i < one.size(); i++) {
            for (int j = 0; j < other.size(); j++) {
                add(candidates, i, 1, j, 1, WordLikeness.of(one.get(i), other.get(j)));
                if (i + 1 < one.size()) {
                    add(candidates, i, 2, j, 1, joined(one, i, other.get(j)));
                }
                if (j + 1 < other.size()) {
                    add(candidates, i, 1, j, 2, joined(other, j, one.get(i)));
                }
            }
        }
        candidates.sort(Comparator.comparingDouble((Candidate each) -> each.rank(one)).reversed());
        boolean[] used = new boolean[one.size()];
        boolean[] otherUsed = new boolean[other.size()];
        var pairs = new ArrayList<Pair>();
        for (Candidate each : candidates) {
            if (isFree(used, each.from(), each.length())
                    && isFree(otherUsed, each.otherFrom(), each.otherLength())) {
                use(used, each.from(), each.length());
                use(otherUsed, each.otherFrom(), each.otherLength());
                pairs.add(
                        new Pair(
                                one.subList(each.from(), each.from() + each.length()),
                                other.subList(
                                        each.otherFrom(), each.otherFrom() + each.otherLength()),
                                each.likeness().value(),
                                each.likeness().how()));
            }
        }
        initials(one, used, other, otherUsed, pairs, false);
        initials(other, otherUsed, one, used, pairs, true);
        return new Alignment(
                List.copyOf(pairs),
                name.withoutEchoes(unused(one, used)),
                otherName.withoutEchoes(unused(other, otherUsed)));
    }

    private static void add(
            List<Candidate> candidates,
            int i,
            int length,
            int j,
            int otherLength,
            WordLikeness likeness) {
        if (likeness.value() >= WordLikeness.LEAST) {
            candidates.add(new Candidate(i, length, j, otherLength, likeness));
        }
    }

    private static WordLikeness joined(List<Token> two, int at, Token single) {
        Token first = two.get(at);
        Token second = two.get(at + 1);
        if (single.text().length() < 4
                || single.isNumber()
                || first.isNumber()
                || second.isNumber()) {
            return WordLikeness.NONE;
        }
        if (isContraction(first.text(), second.text(), single.text())) {
            return WordLikeness.ABBREVIATION;
        }
        WordLikeness likeness = WordLikeness.of(first.text() + second.text(), single.text());
        return likeness.how() == How.SAME || likeness.how() == How.SOUND
                ? likeness
                : WordLikeness.NONE;
    }

    /** "Masch.bau" for "Maschinenbau": the word's beginning and its end. */
    private static boolean isContraction(String beginning, String end, String word) {
        return beginning.length() >= SHORTEST_PART
                && end.length() >= SHORTEST_PART
                && beginning.length() + end.length() < word.length()
                && word.startsWith(beginning)
                && word.endsWith(end);
    }

    /** A word of one that is the initials of neighbours in the other. */
    private static void initials(
            List<Token> one,
            boolean[] used,
            List<Token> other,
            boolean[] otherUsed,
            List<Pair> pairs,
            boolean swapped) {
        for (int i = 0; i < one.size(); i++) {
            String letters = one.get(i).text();
            if (used[i]
                    || one.get(i).isNumber()
                    || letters.length() < (one.get(i).isRare() ? 2 : 3)
                    || letters.length() > LONGEST_INITIALS) {
                continue;
            }
            for (int from = 0; from < other.size() && !used[i]; from++) {
                int to = spelled(letters, other, otherUsed, from);
                if (to > from + 1) {
                    used[i] = true;
                    use(otherUsed, from, to - from);
                    List<Token> spelled = other.subList(from, to);
                    pairs.add(
                            swapped
                                    ? new Pair(spelled, List.of(one.get(i)), INITIALS, How.INITIALS)
                                    : new Pair(
                                            List.of(one.get(i)), spelled, INITIALS, How.INITIALS));
                }
            }
        }
    }

    /**
     * Where the words end whose initials these letters are; words that say nothing may be skipped.
     */
    private static int spelled(String letters, List<Token> words, boolean[] used, int from) {
        int at = 0;
        int position = from;
        while (at < letters.length()) {
            if (position == words.size() || used[position]) {
                return -1;
            }
            Token word = words.get(position);
            if (word.text().charAt(0) == letters.charAt(at)) {
                at++;
            } else if (word.weight() > 0 || at == 0) {
                return -1;
            }
            position++;
        }
        return position;
    }

    private static boolean isFree(boolean[] used, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (used[i]) {
                return false;
            }
        }
        return true;
    }

    private static void use(boolean[] used, int from, int length) {
        for (int i = from; i < from + length; i++) {
            used[i] = true;
        }
    }

    private static List<Token> unused(List<Token> tokens, boolean[] used) {
        var unused = new ArrayList<Token>();
        for (int i = 0; i < tokens.size(); i++) {
            if (!used[i]) {
                unused.add(tokens.get(i));
            }
        }
        return List.copyOf(unused);
    }
}
