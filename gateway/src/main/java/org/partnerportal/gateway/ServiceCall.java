package org.partnerportal.gateway;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One call of a service within its limits of size and time, behind the circuit breaker of its
 * route.
 */
final class ServiceCall implements GatewayFilter {

    private final CircuitBreaker breaker;
    private final @Nullable UnderWay underWay;
    private final Duration time;
    private final Duration upload;
    private final DataSize size;

    /**
     * @param underWay counts the calls of the service; nothing where there is no limit
     */
    ServiceCall(
            CircuitBreaker breaker,
            @Nullable UnderWay underWay,
            Duration time,
            Duration upload,
            DataSize size) {
        this.breaker = breaker;
        this.underWay = underWay;
        this.time = time;
        this.upload = upload;
        this.size = size;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        if (exchange.getRequest().getHeaders().getContentLength() > size.toBytes()) {
            return Mono.error(new BodyRefused(Problem.BODY_TOO_LARGE));
        }
        // The service's time starts when it has all of the request: a slow caller is not its fault.
        Sinks.Empty<Void> sent = Sinks.empty();
        var limited =
                new ServerHttpRequestDecorator(exchange.getRequest()) {
                    @Override
                    public Flux<DataBuffer> getBody() {
                        return counted(super.getBody()).doOnComplete(sent::tryEmitEmpty);
                    }
                };
        Mono<Void> call = answered(chain.filter(exchange.mutate().request(limited).build()), sent);
        return underWay == null
                ? call
                : underWay.one(exchange.getAttributeOrDefault(RateLimits.OWNER, ""), call);
    }

    private Mono<Void> answered(Mono<Void> call, Sinks.Empty<Void> sent) {
        return call.timeout(sent.asMono().then(Mono.delay(time)))
                .onErrorMap(
                        TimeoutException.class,
                        late -> new TimeoutException("No answer within " + time))
                .transformDeferred(CircuitBreakerOperator.of(breaker));
    }

    /** A body without a declared length is counted as it passes. */
    private Flux<DataBuffer> counted(Flux<DataBuffer> body) {
        return Flux.defer(() -> {
            var room = new Room(size.toBytes());
            return body.timeout(upload, Mono.error(() -> new BodyRefused(Problem.UPLOAD_STALLED)))
                    .map(room::take);
        });
    }

    private static final class Room {

        private long left;

        Room(long bytes) {
            left = bytes;
        }

        DataBuffer take(DataBuffer part) {
            left -= part.readableByteCount();
            if (left < 0) {
                DataBufferUtils.release(part);
                throw new BodyRefused(Problem.BODY_TOO_LARGE);
            }
            return part;
        }
    }
}
