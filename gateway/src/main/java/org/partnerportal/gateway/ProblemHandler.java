package org.partnerportal.gateway;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.cloud.gateway.support.NotFoundException;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** Says in one of our problems what went wrong between the caller and a service. */
@Component
@Order(-2)
final class ProblemHandler implements ErrorWebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    private final Problems problems;

    ProblemHandler(Problems problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            // Half an answer is out: only a broken connection can still tell.
            return Mono.error(failure);
        }
        Problem problem = of(failure);
        if (problem == Problem.INTERNAL_ERROR) {
            try (var _ = Correlation.inLog(exchange)) {
                LOG.error(
                        "{} {} failed [{}]",
                        exchange.getRequest().getMethod(),
                        exchange.getRequest().getPath(),
                        Correlation.of(exchange),
                        failure);
            }
        }
        return failure instanceof ModuleOff off
                ? problems.write(exchange, problem, Map.of("module", off.service()))
                : problems.write(exchange, problem);
    }

    static Problem of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Problem problem = one(cause);
            if (problem != null) {
                return problem;
            }
        }
        return Problem.INTERNAL_ERROR;
    }

    private static @Nullable Problem one(Throwable failure) {
        return switch (failure) {
            case ModuleOff _ -> Problem.MODULE_OFF;
            case IssuerUnavailable _ -> Problem.IDENTITY_UNAVAILABLE;
            case UnderWay.Overloaded _ -> Problem.OVERLOADED;
            case BodyRefused refused -> refused.problem();
            case DataBufferLimitException _ -> Problem.BODY_TOO_LARGE;
            case CallNotPermittedException _,
                    NotFoundException _,
                    PoolAcquireTimeoutException _,
                    PoolAcquirePendingLimitException _ ->
                    Problem.SERVICE_UNAVAILABLE;
            case TimeoutException _, ReadTimeoutException _ -> Problem.TIMEOUT;
            case IOException _ -> Problem.SERVICE_UNAVAILABLE;
            case ResponseStatusException status -> of(status);
            default -> null;
        };
    }

    private static @Nullable Problem of(ResponseStatusException failure) {
        return switch (HttpStatus.resolve(failure.getStatusCode().value())) {
            case NOT_FOUND -> Problem.UNKNOWN_PATH;
            case METHOD_NOT_ALLOWED -> Problem.METHOD_NOT_ALLOWED;
            case BAD_REQUEST -> Problem.BAD_REQUEST;
            case CONTENT_TOO_LARGE -> Problem.BODY_TOO_LARGE;
            case SERVICE_UNAVAILABLE -> Problem.SERVICE_UNAVAILABLE;
            case GATEWAY_TIMEOUT -> Problem.TIMEOUT;
            case null, default -> null;
        };
    }
}
