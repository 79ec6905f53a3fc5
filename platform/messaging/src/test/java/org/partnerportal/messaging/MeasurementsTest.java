package org.partnerportal.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MeasurementsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean away;

    private int answer() {
        if (away) {
            throw new IllegalStateException("The store is away");
        }
        return asked.incrementAndGet();
    }

    private Measurements measurements(Duration every) {
        var measurements = new Measurements(meters, new MetricsSettings(true, every));
        measurements.gauge("one", "One figure", this::answer);
        measurements.gauges("many", "Several", () -> Map.of(Tags.of("group", "a"), answer()));
        return measurements;
    }

    @Test
    void areNotAskedForByWhoeverReadsThem() {
        measurements(Duration.ofHours(1)).askNow();
        for (int look = 0; look < 100; look++) {
            assertThat(meters.get("one").gauge().value()).isEqualTo(1);
            assertThat(meters.get("many").tag("group", "a").gauge().value()).isEqualTo(2);
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void sayNothingBeforeTheyHaveBeenAskedFor() {
        measurements(Duration.ofHours(1));
        assertThat(meters.get("one").gauge().value()).isNaN();
        assertThat(meters.find("many").gauges()).isEmpty();
    }

    @Test
    void keepTheLastAnswerForAWhileAndThenSayThatTheyDoNotKnow() {
        var soon = measurements(Duration.ofHours(1));
        soon.askNow();
        away = true;
        soon.askNow();
        assertThat(meters.get("one").gauge().value()).isEqualTo(1);

        meters.clear();
        away = false;
        var never = measurements(Duration.ZERO);
        never.askNow();
        assertThat(meters.get("one").gauge().value()).isNaN();
        assertThat(meters.get("many").gauge().value()).isNaN();
    }

    @Test
    void areNeitherAskedForNorToldWhereTheyAreSwitchedOff() {
        var measurements =
                new Measurements(meters, new MetricsSettings(false, Duration.ofHours(1)));
        measurements.gauge("one", "One figure", this::answer);
        measurements.askNow();
        assertThat(measurements.isAutoStartup()).isFalse();
        assertThat(meters.getMeters()).isEmpty();
        assertThat(asked).hasValue(0);
    }
}
