package org.partnerportal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.core.publisher.Mono;

class KnownTokensTest {

    private final IssuerKeysTest.MovableClock clock = new IssuerKeysTest.MovableClock();
    private final TokenSettings settings = IssuerKeysTest.settings();
    private final List<String> checked = new ArrayList<>();
    private final Instant expiry = clock.instant().plus(Duration.ofHours(1));
    private @Nullable JWKSet provider = new JWKSet(IssuerKeysTest.OLD);
    private final IssuerKeys keys =
            new IssuerKeys(
                    settings,
                    Mono.defer(() ->
                            provider == null
                                    ? Mono.error(new IOException("away"))
                                    : Mono.just(provider)),
                    clock);
    private final KnownTokens tokens = new KnownTokens(settings, this::check, keys, clock);

    /** As the real check: it needs the keys, and says no to what it does not like. */
    private Mono<Jwt> check(String token) {
        checked.add(token);
        return keys.candidates(IssuerKeysTest.signedBy("old"))
                .next()
                .switchIfEmpty(Mono.error(new BadJwtException("no such key")))
                .flatMap(key ->
                        token.startsWith("bad")
                                ? Mono.error(new BadJwtException(token))
                                : Mono.just(
                                        Jwt.withTokenValue(token)
                                                .header("alg", "RS256")
                                                .subject(token)
                                                .expiresAt(expiry)
                                                .build()));
    }

    private @Nullable String subject(String token) {
        return tokens.decode(token).blockOptional().orElseThrow().getSubject();
    }

    @Test
    void areCheckedOnce() {
        assertThat(subject("a")).isEqualTo("a");
        assertThat(subject("a")).isEqualTo("a");
        assertThat(subject("b")).isEqualTo("b");

        assertThat(checked).containsExactly("a", "b");
    }

    @Test
    void areCheckedAgainWhenTheyHaveExpired() {
        subject("a");
        clock.advance(Duration.ofMinutes(4));
        keepKeysFresh(Duration.ofMinutes(56).plusSeconds(29));
        subject("a");
        assertThat(checked).as("a second before the end of the tolerance").doesNotHaveDuplicates();

        clock.advance(Duration.ofSeconds(1));
        subject("a");
        assertThat(checked).filteredOn("a"::equals).hasSize(2);
    }

    /** Others come meanwhile, with tokens that are not known. */
    private void keepKeysFresh(Duration time) {
        Instant end = clock.instant().plus(time);
        for (int each = 0; clock.instant().isBefore(end); each++) {
            Duration left = Duration.between(clock.instant(), end);
            clock.advance(left.compareTo(Duration.ofMinutes(4)) < 0 ? left : Duration.ofMinutes(4));
            subject("other " + each);
        }
    }

    @Test
    void areCheckedAgainWhenTheProviderHasOtherKeys() {
        subject("a");
        provider = new JWKSet(IssuerKeysTest.NEW);
        clock.advance(Duration.ofMinutes(5));

        assertThatThrownBy(() -> subject("the first one to come after it"))
                .isInstanceOf(BadJwtException.class);

        assertThatThrownBy(() -> subject("a")).isInstanceOf(BadJwtException.class);
        assertThat(checked).filteredOn("a"::equals).hasSize(2);
    }

    @Test
    void stayKnownWhenTheProviderHasTheSameKeysStill() {
        subject("a");
        provider = new JWKSet(IssuerKeysTest.OLD);
        clock.advance(Duration.ofMinutes(5));
        subject("someone else, whose token made us ask for the keys");

        subject("a");

        assertThat(checked).filteredOn("a"::equals).hasSize(1);
    }

    @Test
    void stayKnownWhileTheProviderIsAway() {
        subject("a");
        provider = null;
        clock.advance(Duration.ofMinutes(6));
        subject("a");
        assertThat(checked).as("the keys are old: time to ask for them").hasSize(2);

        subject("a");

        assertThat(checked).as("it was asked just now").hasSize(2);
    }

    @Test
    void areNotThoseThatWereRefused() {
        assertThatThrownBy(() -> subject("bad")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> subject("bad")).isInstanceOf(BadJwtException.class);

        assertThat(checked).containsExactly("bad", "bad");
    }
}
