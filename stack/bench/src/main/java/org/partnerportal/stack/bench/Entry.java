package org.partnerportal.stack.bench;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.partnerportal.stack.bench.measure.Machine;
import org.partnerportal.stack.bench.measure.Measured;
import org.partnerportal.stack.bench.measure.Row;

/**
 * What the report has about one row: figures, or why there are none.
 *
 * @param row the row
 * @param measured its figures
 * @param missing why it was not measured
 * @param noise what else the machine did meanwhile
 * @param took how long it took
 */
record Entry(
        Row row,
        @Nullable Measured measured,
        @Nullable String missing,
        Machine.Noise noise,
        Duration took) {}
