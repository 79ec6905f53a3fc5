package org.partnerportal.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.tracing.Span;
import java.time.Clock;
import java.time.Duration;
import org.partnerportal.kernel.Ids;

/** Publishes and says how long the event has waited since it was written. */
final class ObservedPublisher implements EventPublisher {

    private static final Duration[] STEPS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5)
    };

    private final EventPublisher publisher;
    private final EventTraces traces;
    private final Clock clock;
    private final Timer delay;
    private final MeterRegistry meters;

    ObservedPublisher(
            EventPublisher publisher, EventTraces traces, Clock clock, MeterRegistry meters) {
        this.publisher = publisher;
        this.traces = traces;
        this.clock = clock;
        this.meters = meters;
        this.delay =
                Timer.builder("portal.outbox.publication")
                        .description("From the write of an event until the broker had it")
                        .serviceLevelObjectives(STEPS)
                        .register(meters);
    }

    @Override
    public void publish(String aggregateId, PendingEvent event) throws InterruptedException {
        traces.goOn(
                event.traceparent(),
                Span.Kind.PRODUCER,
                "publish " + event.type(),
                () -> publisher.publish(aggregateId, event.tracedBy(traces.current())));
        Duration waited = Duration.between(Ids.time(event.id()), clock.instant());
        delay.record(waited.isNegative() ? Duration.ZERO : waited);
        Counter.builder("portal.events.published")
                .description(
                        "Events that the broker took; one that is published again counts again")
                .tag("type", event.type())
                .register(meters)
                .increment();
    }
}
