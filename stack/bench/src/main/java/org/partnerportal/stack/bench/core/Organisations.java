package org.partnerportal.stack.bench.core;

import java.util.List;
import java.util.Random;

/**
 * Names of organisations as they are met: most have a word of their own, some are called after a
 * family that many are called after, and all have a trade and a legal form that many have.
 */
final class Organisations {

    private static final List<String> SYLLABLES =
            List.of(
                    "ba", "bel", "bor", "cor", "da", "del", "dor", "fal", "fen", "gar", "gel",
                    "hal", "hel", "ka", "kel", "kor", "lan", "lin", "lor", "mar", "mel", "mor",
                    "na", "nel", "nor", "pal", "pel", "ra", "ren", "ros", "sal", "sen", "sol", "ta",
                    "tel", "tor", "va", "vel", "vor", "zan");
    private static final List<String> TRADES =
            List.of(
                    "Consulting",
                    "Hotels",
                    "Bank",
                    "Logistics",
                    "Electronics",
                    "Foods",
                    "Energy",
                    "Pharma",
                    "Software",
                    "Textiles",
                    "Transport",
                    "Insurance",
                    "Machinery",
                    "Steel",
                    "Chemicals",
                    "Media");
    private static final List<String> FORMS =
            List.of("GmbH", "Kft.", "Ltd", "S.A.", "s.r.o.", "AG", "Inc.", "Oy", "AB", "B.V.");
    private static final int FAMILIES = 500;

    private Organisations() {}

    static String name(int number) {
        var random = new Random(InvoiceLines.SEED + number);
        // The families that many are called after come first: a family's rank is skewed.
        int family = (int) (FAMILIES * Math.pow(random.nextDouble(), 3));
        String word =
                random.nextInt(10) < 3
                        ? word(new Random(-1 - family), 2)
                        : word(random, 3 + random.nextInt(2));
        return word + " " + one(TRADES, random) + " " + one(FORMS, random);
    }

    private static String word(Random random, int syllables) {
        var word = new StringBuilder();
        for (int i = 0; i < syllables; i++) {
            word.append(one(SYLLABLES, random));
        }
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static String one(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }
}
