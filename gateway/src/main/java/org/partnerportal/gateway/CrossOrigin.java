package org.partnerportal.gateway;

import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets the portal's own web pages call, and says no to others with a problem. */
final class CrossOrigin implements WebFilter {

    private final CorsConfiguration rules = new CorsConfiguration();
    private final Problems problems;
    private final DefaultCorsProcessor processor =
            new DefaultCorsProcessor() {
                @Override
                protected void rejectRequest(ServerHttpResponse response) {
                    // The filter answers.
                }
            };

    CrossOrigin(GatewaySettings.Cors settings, Problems problems) {
        this.problems = problems;
        rules.setAllowedOrigins(settings.origins());
        rules.setAllowCredentials(false);
        rules.setMaxAge(settings.maxAge());
        rules.setAllowedMethods(
                List.of(
                        HttpMethod.GET.name(),
                        HttpMethod.HEAD.name(),
                        HttpMethod.POST.name(),
                        HttpMethod.PUT.name(),
                        HttpMethod.PATCH.name(),
                        HttpMethod.DELETE.name()));
        rules.setAllowedHeaders(
                List.of(
                        "Authorization",
                        "Content-Type",
                        "If-Match",
                        "If-None-Match",
                        "Idempotency-Key",
                        "Accept-Language",
                        "X-Applicant-Token",
                        "X-Partner-Id",
                        Correlation.HEADER));
        rules.setExposedHeaders(
                List.of(
                        "ETag",
                        "Location",
                        "Link",
                        "Retry-After",
                        "RateLimit",
                        "RateLimit-Policy",
                        "Content-Disposition",
                        "Content-Language",
                        Correlation.HEADER));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!processor.process(rules, exchange)) {
            return problems.write(exchange, Problem.ORIGIN_REFUSED);
        }
        return CorsUtils.isPreFlightRequest(exchange.getRequest())
                ? exchange.getResponse().setComplete()
                : chain.filter(exchange);
    }
}
