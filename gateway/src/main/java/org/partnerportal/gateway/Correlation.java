package org.partnerportal.gateway;

import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Gives every request the id under which all its consequences can be found, taking over a sane one,
 * and hides what answers from inside would tell about our servers.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Correlation implements WebFilter {

    static final String HEADER = "X-Correlation-Id";
    private static final String ATTRIBUTE = Correlation.class.getName();
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    static String of(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(ATTRIBUTE, "none");
    }

    /** Lets the lines of the log carry the id; one thread serves many requests, so not for long. */
    static MDC.MDCCloseable inLog(ServerWebExchange exchange) {
        return MDC.putCloseable("correlationId", of(exchange));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String given = exchange.getRequest().getHeaders().getFirst(HEADER);
        String id =
                given != null && SANE.matcher(given).matches()
                        ? given
                        : UUID.randomUUID().toString();
        exchange.getAttributes().put(ATTRIBUTE, id);
        exchange.getResponse()
                .beforeCommit(() -> {
                    HttpHeaders headers = exchange.getResponse().getHeaders();
                    headers.set(HEADER, id);
                    headers.remove(HttpHeaders.SERVER);
                    headers.remove("X-Powered-By");
                    return Mono.empty();
                });
        // The services get it with the other headers that we set: another request object around
        // this
        // one would cost a copy of all headers.
        return chain.filter(exchange);
    }
}
