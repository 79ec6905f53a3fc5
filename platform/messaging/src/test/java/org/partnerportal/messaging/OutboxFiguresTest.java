package org.partnerportal.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Ids;
import org.springframework.data.mongodb.core.MongoTemplate;

class OutboxFiguresTest {

    private final MongoTemplate mongo = TestStore.empty();
    private final MovableClock clock = new MovableClock();
    private final FakeBroker broker = new FakeBroker();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void sayHowOldTheOldestEventIsThatTheBrokerDoesNotHave() {
        broker.failAfter(0);
        var settings = TestSettings.outbox(true);
        try (var relay = new OutboxRelay(mongo, broker, clock, settings)) {
            var counters = Counters.of(mongo, relay, clock, settings);
            var figures = new OutboxFigures(mongo, relay, clock);
            assertThat(figures.oldestAge()).isZero();

            counters.add(Counter.begin("first"));
            clock.advance(Duration.ofMinutes(2));
            counters.add(Counter.begin("second"));
            counters.change("first", Expected.any(), Counter::count);
            clock.advance(Duration.ofMinutes(1));
            assertThat(figures.oldestAge()).isEqualTo(180);
            assertThat(relay.pendingDocuments()).isEqualTo(2);
            assertThat(figures.answers()).isTrue();

            broker.mend();
            await().untilAsserted(() -> {
                relay.sweep();
                assertThat(figures.oldestAge()).isZero();
            });
        }
    }

    @Test
    void sayHowLongAnEventWaitedUntilTheBrokerHadIt() throws InterruptedException {
        var event =
                new PendingEvent(
                        Ids.next("evt", clock.instant()),
                        "sample.counted",
                        1,
                        clock.instant().minusSeconds(100_000),
                        null,
                        "anna",
                        "corr-1",
                        null,
                        1,
                        "{}",
                        null);
        clock.advance(Duration.ofSeconds(7));
        new ObservedPublisher(broker, EventTraces.NONE, clock, meters).publish("a", event);

        var delay = meters.get("portal.outbox.publication").timer();
        assertThat(delay.count()).isOne();
        assertThat(delay.totalTime(TimeUnit.SECONDS)).isEqualTo(7);
        assertThat(
                        meters.get("portal.events.published")
                                .tag("type", "sample.counted")
                                .counter()
                                .count())
                .isOne();
    }
}
