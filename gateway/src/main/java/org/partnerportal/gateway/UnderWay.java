package org.partnerportal.gateway;

import com.netflix.concurrency.limits.Limiter;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/** The calls of one service that are under way, and how many there may be. */
final class UnderWay {

    private static final String LIMIT = "portal.gateway.calls.limit";
    private static final String CALLS = "portal.gateway.calls";

    private final SimpleLimiter<Void> limiter;

    UnderWay(String service, LoadSettings settings, MeterRegistry metrics) {
        long window = settings.window().toMillis();
        limiter =
                SimpleLimiter.newBuilder()
                        .named(service)
                        .limit(
                                WindowedLimit.newBuilder()
                                        .minWindowTime(window, TimeUnit.MILLISECONDS)
                                        .maxWindowTime(window, TimeUnit.MILLISECONDS)
                                        .build(
                                                Gradient2Limit.newBuilder()
                                                        .initialLimit(settings.initial())
                                                        .minLimit(settings.least())
                                                        .maxConcurrency(settings.most())
                                                        .rttTolerance(settings.tolerance())
                                                        .build()))
                        .build();
        Gauge.builder(LIMIT, limiter, SimpleLimiter::getLimit)
                .description("How many calls of a service may be under way at once")
                .tag("service", service)
                .register(metrics);
        Gauge.builder(CALLS, limiter, SimpleLimiter::getInflight)
                .description("Calls of a service that are under way")
                .tag("service", service)
                .register(metrics);
    }

    /** The call, or the refusal when there are too many. */
    Mono<Void> one(Mono<Void> call) {
        return Mono.defer(() -> {
            Optional<Limiter.Listener> place = limiter.acquire(null);
            return place.isEmpty() ? Mono.error(new Overloaded()) : counted(call, place.get());
        });
    }

    private static Mono<Void> counted(Mono<Void> call, Limiter.Listener place) {
        return call.doOnError(
                        failure -> {
                            if (failure instanceof TimeoutException) {
                                place.onDropped();
                            } else {
                                place.onIgnore();
                            }
                        })
                .doFinally(end -> {
                    if (end == SignalType.ON_COMPLETE) {
                        place.onSuccess();
                    } else if (end == SignalType.CANCEL) {
                        place.onIgnore();
                    }
                });
    }

    /** Too many calls of the service are under way; nothing was sent to it. */
    static final class Overloaded extends RuntimeException {

        private static final long serialVersionUID = 1;

        Overloaded() {
            super("Too many calls are under way", null, false, false);
        }
    }
}
