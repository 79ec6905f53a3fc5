package org.partnerportal.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * Remembers which tokens were found good, under a hash of the token. Nothing but time and another
 * set of keys can make such a token bad, and both are looked at each time.
 */
final class KnownTokens implements ReactiveJwtDecoder {

    private final ReactiveJwtDecoder check;
    private final IssuerKeys keys;
    private final Clock clock;
    private final Duration skew;
    private final Cache<ByteBuffer, Known> known;

    /**
     * @param check decides about a token that is not known
     */
    KnownTokens(TokenSettings settings, ReactiveJwtDecoder check, IssuerKeys keys, Clock clock) {
        this.check = check;
        this.keys = keys;
        this.clock = clock;
        this.skew = settings.clockSkew();
        this.known =
                Caffeine.newBuilder()
                        .maximumSize(settings.knownTokens())
                        .expireAfterAccess(settings.keyCache())
                        .build();
    }

    @Override
    public Mono<Jwt> decode(String token) {
        ByteBuffer hash = hash(token);
        JWKSet held = keys.current();
        Known found = known.getIfPresent(hash);
        if (found != null && held != null && found.counts(held, clock.instant())) {
            return Mono.just(found.token());
        }
        return check.decode(token).doOnNext(good -> remember(hash, good));
    }

    /** The check may have brought new keys; had they gone again since, the next look would tell. */
    private void remember(ByteBuffer hash, Jwt good) {
        JWKSet verifiedWith = keys.current();
        Instant expiry = good.getExpiresAt();
        if (verifiedWith != null && expiry != null) {
            known.put(hash, new Known(good, verifiedWith, expiry.plus(skew)));
        }
    }

    private static ByteBuffer hash(String token) {
        try {
            return ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256")
                            .digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * @param token what it says
     * @param verifiedWith the keys of that time; the same object while the issuer has the same
     * @param until its expiry, with the tolerance
     */
    private record Known(Jwt token, JWKSet verifiedWith, Instant until) {

        @SuppressWarnings("ReferenceEquality") // Other keys are another object, see IssuerKeys.
        boolean counts(@Nullable JWKSet held, Instant now) {
            return verifiedWith == held && now.isBefore(until);
        }
    }
}
