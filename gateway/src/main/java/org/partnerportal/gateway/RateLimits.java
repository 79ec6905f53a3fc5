package org.partnerportal.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** A bucket of requests per caller, so that one caller cannot take the suite from the others. */
final class RateLimits implements WebFilter {

    private final TokenReader tokens;
    private final Problems problems;
    private final Policy people;
    private final Policy machines;
    private final Cache<String, Bucket> buckets;

    RateLimits(GatewaySettings.RateLimit settings, TokenReader tokens, Problems problems) {
        this.tokens = tokens;
        this.problems = problems;
        this.people = new Policy("default", settings.perSecond(), settings.burst());
        this.machines =
                new Policy("machine", settings.machine().perSecond(), settings.machine().burst());
        this.buckets =
                Caffeine.newBuilder()
                        .maximumSize(settings.callers())
                        // A bucket that was left alone for so long is full: forgetting it changes
                        // nothing.
                        .expireAfterAccess(
                                Duration.ofSeconds(
                                        Math.max(people.window(), machines.window()) + 1L))
                        .build();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (exchange.getRequest().getPath().value().startsWith("/actuator/")) {
            return chain.filter(exchange);
        }
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .ofType(JwtAuthenticationToken.class)
                .map(authentication -> of(authentication.getToken()))
                .defaultIfEmpty(
                        new Caller(address(exchange.getRequest().getRemoteAddress()), people))
                .flatMap(caller -> take(caller, exchange, chain));
    }

    private Mono<Void> take(Caller caller, ServerWebExchange exchange, WebFilterChain chain) {
        ConsumptionProbe probe =
                buckets.get(caller.key(), key -> caller.policy().bucket())
                        .tryConsumeAndReturnRemaining(1);
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set("RateLimit-Policy", caller.policy().header());
        headers.set(
                "RateLimit",
                "\"%s\";r=%d;t=%d"
                        .formatted(
                                caller.policy().name(),
                                probe.getRemainingTokens(),
                                Duration.ofNanos(probe.getNanosToWaitForReset())
                                        .plusMillis(999)
                                        .toSeconds()));
        if (probe.isConsumed()) {
            return chain.filter(exchange);
        }
        headers.set(
                HttpHeaders.RETRY_AFTER,
                Problems.seconds(Duration.ofNanos(probe.getNanosToWaitForRefill())));
        return problems.write(exchange, Problem.TOO_MANY_REQUESTS);
    }

    private Caller of(Jwt token) {
        Map<String, Object> claims = token.getClaims();
        if (tokens.isMachine(claims)) {
            Object client = claims.getOrDefault("azp", claims.get("client_id"));
            return new Caller(
                    "machine " + (client != null ? client : token.getSubject()), machines);
        }
        return new Caller("user " + token.getSubject(), people);
    }

    /** Whoever has one IPv6 address has 2^64 of them, so the network counts. */
    private static String address(@Nullable InetSocketAddress remote) {
        InetAddress address = remote == null ? null : remote.getAddress();
        if (address == null) {
            return "address unknown";
        }
        return "address "
                + (address instanceof Inet6Address
                        ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), 8))
                        : address.getHostAddress());
    }

    private record Caller(String key, Policy policy) {}

    private record Policy(String name, int perSecond, int burst) {

        Bucket bucket() {
            return Bucket.builder()
                    .addLimit(
                            Bandwidth.builder()
                                    .capacity(burst)
                                    .refillGreedy(perSecond, Duration.ofSeconds(1))
                                    .build())
                    .build();
        }

        /** Seconds until an empty bucket is full again. */
        int window() {
            return Math.max(1, Math.ceilDiv(burst, perSecond));
        }

        String header() {
            return "\"%s\";q=%d;w=%d".formatted(name, burst, window());
        }
    }
}
