package org.partnerportal.analytics.figures;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.partnerportal.analytics.AnalyticsSettings;
import org.springframework.stereotype.Component;

/**
 * The finest sums, kept while nothing changes: by partner and month, and by partner, product and
 * month. Most questions are a selection of them, so that the store adds up once and not for each
 * question.
 */
@Component
class Cells {

    private final FactSums facts;
    private final AnalyticsSettings settings;
    private @Nullable Kept whole;
    private @Nullable Kept perProduct;

    /** Nothing in place of the cells: there are more than may be kept. */
    private record Kept(
            int generation, String mark, long at, @Nullable List<FactSums.Group> cells) {}

    Cells(FactSums facts, AnalyticsSettings settings) {
        this.facts = facts;
        this.settings = settings;
    }

    /**
     * The sums that the question selects, ungrouped.
     *
     * @param mark of the moment; what was kept under another one is made again
     * @return nothing when the question has to be asked in the store
     */
    Optional<List<FactSums.Group>> of(int generation, Question question, @Nullable String mark) {
        if (mark == null || !question.period().isOfWholeMonths()) {
            return Optional.empty();
        }
        return Optional.ofNullable(kept(generation, question.perProduct(), mark).cells())
                .map(cells -> cells.stream().filter(cell -> isWanted(cell, question)).toList());
    }

    private static boolean isWanted(FactSums.Group cell, Question question) {
        return (question.partners() == null || question.partners().contains(cell.partnerId()))
                && (question.productCode() == null
                        || question.productCode().equals(cell.productCode()))
                && question.period().contains(Objects.requireNonNull(cell.month()));
    }

    /** One at a time: others who ask meanwhile get the same. */
    private synchronized Kept kept(int generation, boolean byProduct, String mark) {
        Kept known = byProduct ? perProduct : whole;
        if (known == null
                || known.generation() != generation
                || !known.mark().equals(mark)
                || System.nanoTime() - known.at() > settings.cellAge().toNanos()) {
            known = make(generation, byProduct, mark);
            if (byProduct) {
                perProduct = known;
            } else {
                whole = known;
            }
        }
        return known;
    }

    private Kept make(int generation, boolean byProduct, String mark) {
        var dimensions = new LinkedHashSet<>(List.of(Dimension.PARTNER, Dimension.MONTH));
        if (byProduct) {
            dimensions.add(Dimension.PRODUCT);
        }
        long now = System.nanoTime();
        List<FactSums.Group> cells =
                facts.of(
                        generation,
                        new Question(dimensions, Period.ALWAYS, null, null),
                        settings.maxCells());
        return new Kept(generation, mark, now, cells.size() > settings.maxCells() ? null : cells);
    }
}
