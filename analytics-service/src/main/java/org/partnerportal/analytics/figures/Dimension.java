package org.partnerportal.analytics.figures;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.partnerportal.analytics.AnalyticsRefusal;

/** By what figures can be told apart. */
enum Dimension {
    PARTNER,
    PRODUCT,
    REGION,
    MONTH;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The dimension of that name; another name is refused. */
    static Dimension of(String word) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.word().equals(word.strip()))
                .findFirst()
                .orElseThrow(() ->
                        AnalyticsRefusal.UNKNOWN_DIMENSION.because(
                                word.length() > 40 ? word.substring(0, 40) : word, words()));
    }

    private static List<String> words() {
        return Arrays.stream(values()).map(Dimension::word).toList();
    }
}
