package org.partnerportal.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the gateway treats callers and services.
 *
 * @param services the route table: the name in the registry and what is served there
 * @param publicPaths API paths that need no token here; the service behind decides itself
 * @param limits time and size of a call
 * @param circuitBreaker when a service is left alone for a while
 * @param rateLimit how fast one caller may be
 * @param cors which web pages may call
 * @param docs the API page
 * @param metricsFrom addresses (CIDR) that may read the metrics
 * @param without services of the route table that this installation does not have
 */
@ConfigurationProperties("portal.gateway")
public record GatewaySettings(
        @DefaultValue Map<String, Service> services,
        @DefaultValue({}) List<String> publicPaths,
        @DefaultValue Limits limits,
        @DefaultValue CircuitBreaker circuitBreaker,
        @DefaultValue RateLimit rateLimit,
        @DefaultValue Cors cors,
        @DefaultValue Docs docs,
        @DefaultValue({"127.0.0.0/8", "::1/128"}) List<String> metricsFrom,
        @DefaultValue({}) Set<String> without) {

    /** Refuses a module that is not there to be switched off: it is a slip of the pen. */
    public GatewaySettings {
        if (!services.keySet().containsAll(without)) {
            throw new IllegalArgumentException(
                    "portal.gateway.without is %s, expected some of %s"
                            .formatted(without, services.keySet()));
        }
    }

    boolean has(String service) {
        return !without.contains(service);
    }

    /**
     * One service behind the gateway. Its part of the paths that every service has and its API
     * document follow from the names.
     *
     * @param shortName its name in shared paths, such as {@code deal}
     * @param paths path patterns that it serves
     * @param imports path patterns of file uploads, with larger limits and a breaker of their own
     */
    public record Service(
            String shortName, List<String> paths, @DefaultValue({}) List<String> imports) {}

    /**
     * Time and size of a call.
     *
     * @param time until the service begins to answer, counted from the end of the request
     * @param importTime the same for file uploads
     * @param upload longest pause while the caller sends its body
     * @param body largest body
     * @param importBody largest file upload
     */
    public record Limits(
            @DefaultValue("10s") Duration time,
            @DefaultValue("60s") Duration importTime,
            @DefaultValue("30s") Duration upload,
            @DefaultValue("2MB") DataSize body,
            @DefaultValue("20MB") DataSize importBody) {}

    /**
     * When a service is left alone for a while; only failed connections and timeouts count, an
     * answer of any status does not.
     *
     * @param calls how many of the last calls are looked at
     * @param minimumCalls before this many, the breaker stays closed
     * @param failurePercent share of failures that opens it
     * @param openFor how long it stays open; also what {@code Retry-After} says
     * @param trialCalls calls let through afterwards, to see whether the service is back
     */
    public record CircuitBreaker(
            @DefaultValue("20") int calls,
            @DefaultValue("10") int minimumCalls,
            @DefaultValue("50") int failurePercent,
            @DefaultValue("5s") Duration openFor,
            @DefaultValue("5") int trialCalls) {}

    /**
     * How fast callers may be, counted by each gateway instance for itself. A request takes from
     * every bucket that it belongs to, and is refused when one of them is empty.
     *
     * @param enabled off for load tests
     * @param perSecond tokens that come back each second, for users and for callers without a token
     * @param burst tokens in a full bucket
     * @param machine the same for machine clients
     * @param partner the same for all users and clients of one partner together
     * @param costly routes where a caller may do less, by a name that the answers carry
     * @param callers how many buckets are remembered at most
     */
    public record RateLimit(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("100") int perSecond,
            @DefaultValue("200") int burst,
            @DefaultValue Machine machine,
            @DefaultValue Partner partner,
            @DefaultValue Map<String, Costly> costly,
            @DefaultValue("100000") long callers) {

        /**
         * The bucket of a machine client.
         *
         * @param perSecond tokens that come back each second
         * @param burst tokens in a full bucket
         */
        public record Machine(
                @DefaultValue("500") int perSecond, @DefaultValue("1000") int burst) {}

        /**
         * The bucket of a partner: about an eighth of what a gateway on two cores carries, so that
         * one partner cannot take it from the others.
         *
         * @param perSecond tokens that come back each second
         * @param burst tokens in a full bucket
         */
        public record Partner(@DefaultValue("200") int perSecond, @DefaultValue("400") int burst) {}

        /**
         * Routes on which one request costs the suite as much as many others.
         *
         * @param method the method that is costly
         * @param paths path patterns
         * @param perMinute tokens that come back each minute, for each caller
         * @param burst tokens in a full bucket
         */
        public record Costly(String method, List<String> paths, int perMinute, int burst) {}
    }

    /**
     * Which web pages may call.
     *
     * @param origins exact origins
     * @param maxAge how long a browser may remember the answer
     */
    public record Cors(
            @DefaultValue("http://127.0.0.1:5173") List<String> origins,
            @DefaultValue("1h") Duration maxAge) {}

    /**
     * The API page.
     *
     * @param enabled whether there is one
     * @param clientId public client that it signs in as, with PKCE
     */
    public record Docs(
            @DefaultValue("true") boolean enabled, @DefaultValue("portal-spa") String clientId) {}
}
