package org.partnerportal.deal.customer.matching;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keys that two descriptions of one organisation are likely to share, so that a store finds the few
 * worth comparing without looking at all.
 *
 * @param exact identifiers and the name as a whole
 * @param pairs two words that stand together, one of which tells
 * @param weak single words and initials, each of which many may share
 */
public record BlockingKeys(Set<String> exact, Set<String> pairs, Set<String> weak) {

    private static final int OF_EXACT = 4;
    private static final int OF_PAIR = 2;

    private static final int MOST_WORDS = 4;
    private static final int MOST_SINGLE = 2;
    private static final int LONGEST_SKELETON = 10;
    private static final Pattern VOWELS = Pattern.compile("[aeiouy]");

    public BlockingKeys {
        exact = Set.copyOf(exact);
        pairs = Set.copyOf(pairs);
        weak = Set.copyOf(weak);
    }

    static BlockingKeys of(OrganisationName name, Identifiers identifiers) {
        var exact = new TreeSet<String>();
        identifiers.vatId().ifPresent(vatId -> exact.add("v:" + vatId));
        identifiers.domain().ifPresent(domain -> exact.add("d:" + domain));
        List<Token> telling = telling(name);
        exact.add("n:" + together(telling));
        exact.add("c:" + skeleton(name.closed()));
        var pairs = new TreeSet<String>();
        for (int i = 0; i < telling.size(); i++) {
            for (int j = i + 1; j < telling.size(); j++) {
                if (telling.get(i).isRare() || telling.get(j).isRare()) {
                    pairs.add("p:" + together(List.of(telling.get(i), telling.get(j))));
                }
            }
        }
        var weak = new LinkedHashSet<String>();
        name.tokens().stream()
                .filter(Token::isRare)
                .limit(MOST_SINGLE)
                .forEach(token -> weak.add("s:" + skeleton(token.text())));
        weak.addAll(initials(name));
        return new BlockingKeys(exact, pairs, weak);
    }

    /** All of them, to be stored. */
    public Set<String> all() {
        var all = new TreeSet<>(exact);
        all.addAll(pairs);
        all.addAll(weak);
        return all;
    }

    /** The more of these keys another has, and the fewer have them, the likelier it is the same. */
    public int sharedWith(Collection<String> others) {
        int shared = 0;
        for (String key : others) {
            if (exact.contains(key)) {
                shared += OF_EXACT;
            } else if (pairs.contains(key)) {
                shared += OF_PAIR;
            } else if (weak.contains(key)) {
                shared++;
            }
        }
        return shared;
    }

    /** The words that tell most, as they sound. */
    private static List<Token> telling(OrganisationName name) {
        return name.tokens().stream()
                .sorted(Comparator.comparingDouble(Token::weight).reversed())
                .limit(MOST_WORDS)
                .toList();
    }

    private static String together(List<Token> words) {
        return words.stream()
                .map(BlockingKeys::key)
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static String key(Token token) {
        return token.isRare() ? WordLikeness.sound(token.text()) : token.meaning();
    }

    /** A name of several words under its initials, a short one under itself. */
    private static Set<String> initials(OrganisationName name) {
        if (name.tokens().size() == 1) {
            String word = name.tokens().getFirst().text();
            return isTelling(word) ? Set.of("i:" + word) : Set.of();
        }
        return Stream.of(
                        name.words().stream(),
                        name.tokens().stream().filter(token -> token.weight() > 0).map(Token::text))
                .map(OrganisationName::initials)
                .filter(BlockingKeys::isTelling)
                .map(letters -> "i:" + letters)
                .collect(Collectors.toSet());
    }

    /** Two letters are the initials of everybody. */
    private static boolean isTelling(String initials) {
        return initials.length() > 2 && initials.length() <= OrganisationName.LONGEST_INITIALS;
    }

    /** What is left of a word when vowels may be wrong and letters doubled. */
    private static String skeleton(String word) {
        String sound = WordLikeness.sound(word);
        String consonants = sound.charAt(0) + VOWELS.matcher(sound.substring(1)).replaceAll("");
        String single =
                consonants
                        .chars()
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining())
                        .replaceAll("(.)\\1+", "$1");
        return single.substring(0, Math.min(single.length(), LONGEST_SKELETON));
    }
}
