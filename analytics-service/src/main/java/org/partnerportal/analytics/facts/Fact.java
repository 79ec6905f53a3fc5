package org.partnerportal.analytics.facts;

import java.util.List;

/**
 * What the newest known state of one deal, approval or earning line adds to the figures.
 *
 * @param entries for the whole; a deal counts once
 * @param lines the same by product; a deal counts once per product, its amounts add up to the whole
 */
public record Fact(String partnerId, String currency, List<Entry> entries, List<Entry> lines) {

    public Fact {
        entries = List.copyOf(entries);
        lines = List.copyOf(lines);
    }

    /** Of something that was taken back altogether. */
    static Fact nothing(String partnerId, String currency) {
        return new Fact(partnerId, currency, List.of(), List.of());
    }
}
