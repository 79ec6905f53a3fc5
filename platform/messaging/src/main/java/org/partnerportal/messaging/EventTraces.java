package org.partnerportal.messaging;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries a trace from the write of an event to its publication and its handling, which happen
 * later, in other threads and other processes: as the text of a W3C {@code traceparent}. Without a
 * tracer it does nothing.
 */
final class EventTraces {

    static final EventTraces NONE = new EventTraces(null, null);

    private static final String TRACEPARENT = "traceparent";

    private final @Nullable Tracer tracer;
    private final @Nullable Propagator propagator;

    EventTraces(@Nullable Tracer tracer, @Nullable Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** Work within a span. */
    @FunctionalInterface
    interface Work<X extends Exception> {

        void run() throws X;
    }

    /** What is running now; none where nothing is traced. */
    @Nullable String current() {
        if (tracer == null || propagator == null) {
            return null;
        }
        Span span = tracer.currentSpan();
        if (span == null) {
            return null;
        }
        var carrier = new HashMap<String, String>();
        propagator.inject(span.context(), carrier, (_, key, value) -> carrier.put(key, value));
        return carrier.get(TRACEPARENT);
    }

    /** Does the work in a span that goes on with the trace of {@code traceparent}. */
    <X extends Exception> void goOn(
            @Nullable String traceparent, Span.Kind kind, String name, Work<X> work) throws X {
        if (tracer == null || propagator == null || traceparent == null) {
            work.run();
            return;
        }
        Span span =
                propagator
                        .extract(
                                Map.of(TRACEPARENT, traceparent),
                                (carrier, key) -> carrier.get(key))
                        .kind(kind)
                        .name(name)
                        .tag("messaging.system", "kafka")
                        .start();
        try (var _ = tracer.withSpan(span)) {
            work.run();
        } catch (Exception e) {
            span.error(e);
            throw e;
        } finally {
            span.end();
        }
    }
}
