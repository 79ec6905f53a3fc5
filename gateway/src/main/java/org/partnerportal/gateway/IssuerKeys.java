package org.partnerportal.gateway;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The identity provider's public keys, kept through its outages: whoever holds a good token goes
 * on.
 */
final class IssuerKeys {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    private final TokenSettings settings;
    private final Mono<JWKSet> source;
    private final Clock clock;
    private volatile State state = State.EMPTY;
    private final AtomicReference<@Nullable Mono<JWKSet>> fetching = new AtomicReference<>();

    /**
     * @param source asks the identity provider, each time it is subscribed to
     */
    IssuerKeys(TokenSettings settings, Mono<JWKSet> source, Clock clock) {
        this.settings = settings;
        this.source = source;
        this.clock = clock;
    }

    /**
     * The keys that may have signed the token: none when it names a key that the provider does not
     * have, an error when that cannot be known.
     */
    Flux<JWK> candidates(SignedJWT token) {
        JWKMatcher matcher = JWKMatcher.forJWSHeader(token.getHeader());
        if (matcher == null) {
            return Flux.empty();
        }
        var selector = new JWKSelector(matcher);
        return Mono.defer(() -> keys(selector)).flatMapIterable(selector::select);
    }

    /**
     * The keys in use, the same object as long as the provider has the same; nothing when it is
     * time to ask again.
     */
    @Nullable JWKSet current() {
        State now = state;
        Instant time = clock.instant();
        boolean settled =
                time.isBefore(now.fetched.plus(settings.keyCache()))
                        || time.isBefore(now.asked.plus(settings.keyPause()));
        return settled && usable(now, time) ? now.keys : null;
    }

    private Mono<JWKSet> keys(JWKSelector wanted) {
        State now = state;
        JWKSet held = now.keys;
        if (held == null) {
            return fetch();
        }
        Instant time = clock.instant();
        boolean fresh = time.isBefore(now.fetched.plus(settings.keyCache()));
        boolean known = !wanted.select(held).isEmpty();
        // An invented key id must not make us ask the provider with every request.
        boolean askedJustNow = time.isBefore(now.asked.plus(settings.keyPause()));
        if ((fresh && known) || askedJustNow) {
            return usable(now, time) ? Mono.just(held) : fetch();
        }
        return fetch().onErrorResume(
                        failure -> usable(now, time) ? Mono.just(held) : Mono.error(failure));
    }

    private boolean usable(State now, Instant time) {
        return time.isBefore(now.fetched.plus(settings.keyCache()).plus(settings.keyOutage()));
    }

    /** One request to the provider at a time, shared by all who wait for it. */
    private Mono<JWKSet> fetch() {
        Mono<JWKSet> running = fetching.get();
        if (running != null) {
            return running;
        }
        Mono<JWKSet> mine =
                source.timeout(settings.keyTimeout().multipliedBy(2))
                        .doOnNext(keys -> state = state.fetched(keys, clock.instant()))
                        .doOnError(this::failed)
                        .onErrorMap(failure -> new IssuerUnavailable(settings.issuer(), failure))
                        .doFinally(end -> fetching.set(null))
                        .cache();
        return fetching.compareAndSet(null, mine) ? mine : fetch();
    }

    private void failed(Throwable failure) {
        State now = state.asked(clock.instant());
        state = now;
        LOG.warn(
                "The identity provider {} does not answer ({}); keys in the cache: {}",
                settings.issuer(),
                failure.toString(),
                now.keys == null ? 0 : now.keys.size());
    }

    /**
     * @param fetched when the keys came
     * @param asked when they were last asked for
     */
    private record State(@Nullable JWKSet keys, Instant fetched, Instant asked) {

        static final State EMPTY = new State(null, Instant.EPOCH, Instant.EPOCH);

        State fetched(JWKSet answer, Instant time) {
            JWKSet held = keys;
            boolean same = held != null && held.toString().equals(answer.toString());
            return new State(same ? held : answer, time, time);
        }

        State asked(Instant time) {
            return new State(keys, fetched, time);
        }
    }
}
