package org.partnerportal.analytics.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures and how fresh they are.
 *
 * @param asOf everything that was published up to then is contained
 * @param lag published events that are not contained yet; left out when the broker does not answer
 * @param zone in which days and months begin and end
 * @param rows in the order of the dimensions, one per currency
 * @param totals over all rows, one per currency; a deal of several products counts once
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SummaryView(
        Instant asOf,
        @Nullable Long lag,
        String zone,
        List<String> groupBy,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        List<Row> rows,
        List<Row> totals) {}
