package org.partnerportal.gateway;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Tells the services who called, in {@code X-Forwarded-For}. What a caller says of itself there has
 * been taken out by then, unless it came through one of {@code
 * spring.cloud.gateway.server.webflux.trusted-proxies}, to whose words the gateway has added its
 * own.
 */
@Component
class CallerAddress implements HttpHeadersFilter, Ordered {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    @Override
    public HttpHeaders filter(HttpHeaders headers, ServerWebExchange exchange) {
        InetSocketAddress caller = exchange.getRequest().getRemoteAddress();
        if (caller == null || headers.containsHeader(FORWARDED_FOR)) {
            return headers;
        }
        InetAddress address = caller.getAddress();
        var told = new HttpHeaders();
        told.addAll(headers);
        told.set(
                FORWARDED_FOR, address == null ? caller.getHostString() : address.getHostAddress());
        return told;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
