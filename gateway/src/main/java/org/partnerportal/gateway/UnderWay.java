package org.partnerportal.gateway;

import com.netflix.concurrency.limits.Limiter;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import com.netflix.concurrency.limits.limiter.SimpleLimiter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * The calls of one service that are under way, and how many there may be. When no more fit, whoever
 * has less than an equal share of the places may still come: so one partner that sends all it may
 * cannot make the others be refused. As many again as there are places may come so, and no more.
 */
final class UnderWay {

    private static final String LIMIT = "portal.gateway.calls.limit";
    private static final String CALLS = "portal.gateway.calls";

    private final SimpleLimiter<Void> limiter;
    private final Map<String, Integer> owners = new ConcurrentHashMap<>();
    private final AtomicInteger withoutPlace = new AtomicInteger();

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

    /**
     * The call, or the refusal when there are too many.
     *
     * @param owner whose call it is: the partner, or who calls without one
     */
    Mono<Void> one(String owner, Mono<Void> call) {
        return Mono.defer(() -> {
            Optional<Limiter.Listener> place = limiter.acquire(null);
            if (place.isEmpty() && !mayComeWithoutPlace(owner)) {
                return Mono.error(new Overloaded());
            }
            owners.merge(owner, 1, Integer::sum);
            return place.map(taken -> measured(call, taken))
                    .orElseGet(() -> withoutPlace(call))
                    .doFinally(_ ->
                            owners.computeIfPresent(
                                    owner, (_, calls) -> calls == 1 ? null : calls - 1));
        });
    }

    private boolean mayComeWithoutPlace(String owner) {
        int calls = owners.getOrDefault(owner, 0);
        int sharing = owners.size() + (calls == 0 ? 1 : 0);
        return calls < limiter.getLimit() / sharing && withoutPlace.get() < limiter.getLimit();
    }

    private Mono<Void> withoutPlace(Mono<Void> call) {
        withoutPlace.incrementAndGet();
        return call.doFinally(_ -> withoutPlace.decrementAndGet());
    }

    private static Mono<Void> measured(Mono<Void> call, Limiter.Listener place) {
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
