package org.partnerportal.deal.customer.matching;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A name as the matcher reads it.
 *
 * @param written as it came
 * @param words all its words, those of the legal form too
 * @param tokens its words without the legal form, in their order; never empty
 * @param forms the legal forms it names
 */
record OrganisationName(
        String written, List<String> words, List<Token> tokens, Set<LegalForm> forms) {

    static final int LONGEST_INITIALS = 6;
    private static final int SHORTEST_BLEND = 4;
    private static final int LONGEST_BLEND = 12;

    OrganisationName {
        words = List.copyOf(words);
        tokens = List.copyOf(tokens);
        forms = Set.copyOf(forms);
    }

    /** All letters without a gap, so that "Coca Cola" and "CocaCola" are alike. */
    String closed() {
        return tokens.stream().map(Token::text).collect(Collectors.joining());
    }

    /** Whether it is one short word that is the initials of all words of the other. */
    boolean isInitialsOf(OrganisationName other) {
        if (tokens.size() > 1 || other.tokens().size() < 2) {
            return false;
        }
        String letters = tokens.getFirst().text();
        return letters.length() > 1
                && letters.length() <= LONGEST_INITIALS
                && Stream.of(
                                initials(other.words().stream()),
                                initials(other.tokens().stream().map(Token::text)),
                                initials(
                                        other.tokens().stream()
                                                .filter(token -> token.weight() > 0)
                                                .map(Token::text)))
                        .anyMatch(letters::equals);
    }

    /**
     * Whether it is one word put together from the beginnings of the words of the other, as
     * "Petrobras" is.
     */
    boolean isBlendOf(OrganisationName other) {
        if (tokens.size() > 1 || !tokens.getFirst().isRare()) {
            return false;
        }
        List<String> telling =
                other.tokens().stream()
                        .filter(token -> token.weight() > 0)
                        .map(Token::text)
                        .toList();
        String blend = tokens.getFirst().text();
        return telling.size() > 1
                && blend.length() >= SHORTEST_BLEND
                && blend.length() <= LONGEST_BLEND
                && isBlended(blend, telling);
    }

    /** Two letters of the first word at least, and one of every other. */
    private static boolean isBlended(String blend, List<String> words) {
        String first = words.getFirst();
        for (int taken = 2; taken < blend.length() && taken <= first.length(); taken++) {
            if (first.startsWith(blend.substring(0, taken))
                    && isJoined(blend.substring(taken), words.subList(1, words.size()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isJoined(String rest, List<String> words) {
        if (words.isEmpty() || rest.isEmpty()) {
            return words.isEmpty() && rest.isEmpty();
        }
        for (int taken = 1; taken <= Math.min(rest.length(), words.getFirst().length()); taken++) {
            if (words.getFirst().startsWith(rest.substring(0, taken))
                    && isJoined(rest.substring(taken), words.subList(1, words.size()))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Without words that say again what the name says elsewhere: repeated, or as initials of it.
     */
    List<Token> withoutEchoes(List<Token> left) {
        return left.stream().filter(token -> !isEcho(token)).toList();
    }

    private boolean isEcho(Token token) {
        // A word that stands there twice is an echo both times.
        List<Token> others = tokens.stream().filter(other -> !sameWord(other, token)).toList();
        if (others.size() < tokens.size() - 1) {
            return true;
        }
        return token.isRare()
                && tokens.size() > 2
                && token.text().length() > 1
                && (areInitials(token, others)
                        || areInitials(
                                token,
                                others.stream().filter(other -> other.weight() > 0).toList()));
    }

    private static boolean sameWord(Token one, Token other) {
        return one.text().equals(other.text());
    }

    private static boolean areInitials(Token token, List<Token> words) {
        return initials(words.stream().map(Token::text)).startsWith(token.text());
    }

    static String initials(Stream<String> words) {
        return words.map(word -> word.substring(0, 1)).collect(Collectors.joining());
    }
}
