package org.partnerportal.stack.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static final long MILLI = 1_000_000;

    private final Arrivals arrivals = new Arrivals(0, 100, Duration.ofSeconds(2));

    @Test
    void areEvenlySpread() {
        assertThat(arrivals.take(0)).isZero();
        assertThat(arrivals.take(9 * MILLI)).isEqualTo(Arrivals.NOTHING);
        assertThat(arrivals.take(10 * MILLI)).isEqualTo(10 * MILLI);
        assertThat(arrivals.next()).isEqualTo(20 * MILLI);
    }

    @Test
    void endAfterTheirTime() {
        long sent = 0;
        while (arrivals.take(60_000 * MILLI) != Arrivals.NOTHING) {
            sent++;
        }

        assertThat(sent).isEqualTo(200).isEqualTo(arrivals.count());
        assertThat(arrivals.done()).isTrue();
    }

    @Test
    void keepTheTimeAtWhichTheyShouldHaveGone() {
        assertThat(arrivals.take(500 * MILLI)).isZero();
        assertThat(arrivals.take(500 * MILLI)).isEqualTo(10 * MILLI);
        assertThat(arrivals.take(500 * MILLI)).isEqualTo(20 * MILLI);
    }

    /**
     * One answer takes a second and all others a millisecond, with one connection. Who sends and
     * then waits sees one slow request of 101; a caller who comes at its own time sees that half of
     * them were slow.
     */
    @Test
    void behindAStallCountTheirWait() {
        var latencies = new Latencies();
        var fromSending = new Latencies();
        long now = 0;
        boolean stalled = false;
        while (!arrivals.done()) {
            long intended = arrivals.take(now);
            if (intended == Arrivals.NOTHING) {
                now = arrivals.next();
                continue;
            }
            long sent = now;
            now += stalled ? MILLI : 1_000 * MILLI;
            stalled = true;
            latencies.add(intended, now);
            fromSending.add(sent, now);
        }

        assertThat(fromSending.millis(99)).isBetween(0.9, 1.1);
        assertThat(latencies.millis(100)).isBetween(999.0, 1001.0);
        assertThat(latencies.millis(50)).isGreaterThan(50);
        assertThat(latencies.millis(99)).isGreaterThan(900);
    }
}
