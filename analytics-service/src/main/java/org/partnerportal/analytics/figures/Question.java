package org.partnerportal.analytics.figures;

import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which figures are asked for.
 *
 * @param groupBy in the order in which the rows are sorted
 * @param partners whose figures; nothing stands for all
 */
record Question(
        SequencedSet<Dimension> groupBy,
        Period period,
        @Nullable Set<String> partners,
        @Nullable String productCode) {

    /** Everything there is, in one sum per currency. */
    static final Question ALL = new Question(new LinkedHashSet<>(), Period.ALWAYS, null, null);

    boolean by(Dimension dimension) {
        return groupBy.contains(dimension);
    }

    /** Whether deals are looked at product by product, or each as a whole. */
    boolean perProduct() {
        return by(Dimension.PRODUCT) || productCode != null;
    }

    /** The same in one sum per currency; a deal of several products counts once in it. */
    Question inTotal() {
        return new Question(new LinkedHashSet<>(), period, partners, productCode);
    }
}
