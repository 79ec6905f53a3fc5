package org.partnerportal.stack.bench.measure;

import java.util.List;

/**
 * What a row compares, ready to be measured.
 *
 * @param ours the suite
 * @param floor what it is compared with
 * @param beside measured in each round as well and only printed
 * @param store the store behind the figures
 * @param afterwards stops what only this row needs
 */
public record Sides(Side ours, Side floor, List<Side> beside, String store, Runnable afterwards)
        implements AutoCloseable {

    public static final String NO_STORE = "none";

    public Sides {
        beside = List.copyOf(beside);
    }

    /** Two sides that leave nothing behind. */
    public static Sides of(Side ours, Side floor, String store) {
        return new Sides(ours, floor, List.of(), store, () -> {});
    }

    /** The same, and what ends with them. */
    public Sides then(Runnable end) {
        return new Sides(ours, floor, beside, store, end);
    }

    @Override
    public void close() {
        afterwards.run();
    }
}
