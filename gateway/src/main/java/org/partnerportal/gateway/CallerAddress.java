package org.partnerportal.gateway;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Tells the services under which id, and in {@code X-Forwarded-For} who called. What a caller says
 * of itself there has been taken out by then, unless it came through one of {@code
 * spring.cloud.gateway.server.webflux.trusted-proxies}, to whose words the gateway has added its
 * own.
 */
@Component
class CallerAddress implements HttpHeadersFilter, Ordered {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    @Override
    public HttpHeaders filter(HttpHeaders headers, ServerWebExchange exchange) {
        var told = new HttpHeaders();
        told.addAll(headers);
        told.set(Correlation.HEADER, Correlation.of(exchange));
        InetSocketAddress caller = exchange.getRequest().getRemoteAddress();
        if (caller != null && !headers.containsHeader(FORWARDED_FOR)) {
            InetAddress address = caller.getAddress();
            told.set(
                    FORWARDED_FOR,
                    address == null ? caller.getHostString() : address.getHostAddress());
        }
        return told;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
