package org.partnerportal.deal.customer.matching;

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
 * @param strong keys that few organisations share
 * @param weak single words, which may be shared by many
 */
public record BlockingKeys(Set<String> strong, Set<String> weak) {

    private static final int MOST_WORDS = 4;
    private static final int LONGEST_SKELETON = 10;
    private static final Pattern VOWELS = Pattern.compile("[aeiouy]");

    public BlockingKeys {
        strong = Set.copyOf(strong);
        weak = Set.copyOf(weak);
    }

    static BlockingKeys of(OrganisationName name, Identifiers identifiers) {
        var strong = new TreeSet<String>();
        identifiers.vatId().ifPresent(vatId -> strong.add("v:" + vatId));
        identifiers.domain().ifPresent(domain -> strong.add("d:" + domain));
        List<String> telling = telling(name);
        strong.add("n:" + String.join(" ", new TreeSet<>(telling)));
        strong.add("c:" + skeleton(name.closed()));
        for (int i = 0; i < telling.size(); i++) {
            for (int j = i + 1; j < telling.size(); j++) {
                strong.add(
                        "p:"
                                + String.join(
                                        " ",
                                        new TreeSet<>(Set.of(telling.get(i), telling.get(j)))));
            }
        }
        strong.addAll(initials(name));
        var weak = new LinkedHashSet<String>();
        name.tokens().stream()
                .filter(Token::isRare)
                .limit(2)
                .forEach(token -> weak.add("s:" + skeleton(token.text())));
        return new BlockingKeys(strong, weak);
    }

    /** All of them, to be stored. */
    public Set<String> all() {
        var all = new TreeSet<>(strong);
        all.addAll(weak);
        return all;
    }

    /** The words that tell most, as they sound. */
    private static List<String> telling(OrganisationName name) {
        return name.tokens().stream()
                .sorted(Comparator.comparingDouble(Token::weight).reversed())
                .limit(MOST_WORDS)
                .map(BlockingKeys::key)
                .distinct()
                .toList();
    }

    private static String key(Token token) {
        return token.isRare() ? WordLikeness.sound(token.text()) : token.meaning();
    }

    /** A name of several words under its initials, a short one under itself. */
    private static Set<String> initials(OrganisationName name) {
        if (name.tokens().size() == 1) {
            String word = name.tokens().getFirst().text();
            return word.length() <= OrganisationName.LONGEST_INITIALS
                    ? Set.of("i:" + word)
                    : Set.of();
        }
        return Stream.of(
                        name.words().stream(),
                        name.tokens().stream().filter(token -> token.weight() > 0).map(Token::text))
                .map(words -> "i:" + OrganisationName.initials(words))
                .collect(Collectors.toSet());
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
