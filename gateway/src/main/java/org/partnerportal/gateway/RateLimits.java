package org.partnerportal.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Buckets of requests per caller and per partner, so that nobody can take the suite from the
 * others, and smaller ones where a request costs more.
 */
final class RateLimits implements WebFilter {

    /**
     * The attribute of an exchange that says whose it is: the partner, or who calls without one.
     */
    static final String OWNER = RateLimits.class.getName() + ".owner";

    private static final String PARTNER = "X-Partner-Id";

    private final TokenReader tokens;
    private final Problems problems;
    private final Bucketful people;
    private final Bucketful machines;
    private final Bucketful partners;
    private final List<Costly> costly;
    private final Cache<Key, Bucket> buckets;

    RateLimits(GatewaySettings.RateLimit settings, TokenReader tokens, Problems problems) {
        this.tokens = tokens;
        this.problems = problems;
        this.people = Bucketful.perSecond("default", settings.perSecond(), settings.burst());
        this.machines =
                Bucketful.perSecond(
                        "machine", settings.machine().perSecond(), settings.machine().burst());
        this.partners =
                Bucketful.perSecond(
                        "partner", settings.partner().perSecond(), settings.partner().burst());
        this.costly =
                settings.costly().entrySet().stream()
                        .map(each -> Costly.of(each.getKey(), each.getValue()))
                        .toList();
        long longest =
                Stream.concat(
                                Stream.of(people, machines, partners),
                                costly.stream().map(Costly::limit))
                        .mapToLong(Bucketful::window)
                        .max()
                        .orElseThrow();
        this.buckets =
                Caffeine.newBuilder()
                        .maximumSize(settings.callers())
                        // A bucket that was left alone for so long is full: forgetting it changes
                        // nothing.
                        .expireAfterAccess(Duration.ofSeconds(longest + 1))
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
                .map(authentication -> keys(exchange.getRequest(), authentication.getToken()))
                .switchIfEmpty(Mono.fromSupplier(() -> keys(exchange.getRequest(), null)))
                .flatMap(keys -> take(keys, exchange, chain));
    }

    /** The buckets that a request takes from: the caller's own ones first. */
    private List<Key> keys(ServerHttpRequest request, @Nullable Jwt token) {
        var keys = new ArrayList<Key>(3);
        Object partner = null;
        if (token == null) {
            keys.add(new Key(people, address(request.getRemoteAddress())));
        } else {
            Map<String, Object> claims = token.getClaims();
            partner = tokens.partner(claims, request.getHeaders().getFirst(PARTNER));
            if (tokens.isMachine(claims)) {
                Object client = claims.getOrDefault("azp", claims.get("client_id"));
                keys.add(
                        new Key(
                                machines,
                                client != null
                                        ? client.toString()
                                        : String.valueOf(token.getSubject())));
            } else {
                keys.add(new Key(people, String.valueOf(token.getSubject())));
            }
        }
        for (Costly each : costly) {
            if (each.matches(request)) {
                keys.add(new Key(each.limit(), keys.getFirst().owner()));
                break;
            }
        }
        if (partner != null) {
            keys.add(new Key(partners, partner.toString()));
        }
        return keys;
    }

    private Mono<Void> take(List<Key> keys, ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        var policies = new StringBuilder();
        var left = new StringBuilder();
        for (int each = 0; each < keys.size(); each++) {
            Key key = keys.get(each);
            ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(1);
            join(policies, key.limit().header());
            join(
                    left,
                    key.limit().left(probe.getRemainingTokens(), probe.getNanosToWaitForReset()));
            if (!probe.isConsumed()) {
                keys.subList(0, each).forEach(taken -> bucket(taken).addTokens(1));
                headers.set(
                        HttpHeaders.RETRY_AFTER,
                        Problems.seconds(Duration.ofNanos(probe.getNanosToWaitForRefill())));
                tell(headers, policies, left);
                return problems.write(exchange, Problem.TOO_MANY_REQUESTS);
            }
        }
        tell(headers, policies, left);
        exchange.getAttributes().put(OWNER, keys.getLast().owner());
        return chain.filter(exchange);
    }

    private Bucket bucket(Key key) {
        return buckets.get(key, missing -> missing.limit().full());
    }

    private static void join(StringBuilder list, String item) {
        list.append(list.isEmpty() ? "" : ", ").append(item);
    }

    private static void tell(HttpHeaders headers, StringBuilder policies, StringBuilder left) {
        headers.set("RateLimit-Policy", policies.toString());
        headers.set("RateLimit", left.toString());
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

    /** Whose bucket of which limit. */
    private record Key(Bucketful limit, String owner) {

        /** The limit's name says which it is; its other fields would only cost time. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && owner.equals(key.owner)
                    && limit.name().equals(key.limit.name());
        }

        @Override
        public int hashCode() {
            return owner.hashCode() * 31 + limit.name().hashCode();
        }
    }

    private record Costly(Bucketful limit, HttpMethod method, List<PathPattern> paths) {

        static Costly of(String name, GatewaySettings.RateLimit.Costly settings) {
            return new Costly(
                    Bucketful.perMinute(name, settings.perMinute(), settings.burst()),
                    HttpMethod.valueOf(settings.method()),
                    settings.paths().stream()
                            .map(PathPatternParser.defaultInstance::parse)
                            .toList());
        }

        boolean matches(ServerHttpRequest request) {
            if (!method.equals(request.getMethod())) {
                return false;
            }
            var path = request.getPath().pathWithinApplication();
            for (PathPattern each : paths) {
                if (each.matches(path)) {
                    return true;
                }
            }
            return false;
        }
    }
}
