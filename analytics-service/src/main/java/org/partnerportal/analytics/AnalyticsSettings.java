package org.partnerportal.analytics;

import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How figures are made, {@code portal.analytics.*}.
 *
 * @param zone in which days and months begin and end; the same as the programme's zone for deals
 * @param currency of deals that name no amount at all
 * @param maxRows an answer with more rows is refused; its question has to be narrowed
 * @param generationAge how long an instance may go on with the generation that it knows as live
 * @param freshnessAge how long an instance may answer with the freshness that it knows
 * @param maxCells sums by partner, product and month are kept in memory while nothing changes, if
 *     there are not more of them than this
 * @param cellAge after that they are made again though nothing seems to have changed
 * @param rebuild how projections are made anew
 */
@ConfigurationProperties("portal.analytics")
public record AnalyticsSettings(
        @DefaultValue("Europe/Budapest") ZoneId zone,
        @DefaultValue("USD") String currency,
        @DefaultValue("10000") int maxRows,
        @DefaultValue("1s") Duration generationAge,
        @DefaultValue("1s") Duration freshnessAge,
        @DefaultValue("100000") int maxCells,
        @DefaultValue("10s") Duration cellAge,
        @DefaultValue Rebuild rebuild) {

    /**
     * @param lookEvery how often an instance looks for a rebuild that nobody works on
     * @param lease after how long a silent worker is taken for dead
     * @param attempts how often a rebuild is taken up again before it is given up
     * @param settleWithin how long the comparison waits for the live side to stand still
     */
    public record Rebuild(
            @DefaultValue("3s") Duration lookEvery,
            @DefaultValue("20s") Duration lease,
            @DefaultValue("20") int attempts,
            @DefaultValue("10s") Duration settleWithin) {}
}
