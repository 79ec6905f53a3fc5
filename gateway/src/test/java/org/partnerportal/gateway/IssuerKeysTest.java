package org.partnerportal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class IssuerKeysTest {

    static final JWK OLD = key("old");
    static final JWK NEW = key("new");

    private final MovableClock clock = new MovableClock();
    private @Nullable JWKSet answer = new JWKSet(OLD);
    private int asked;
    private final IssuerKeys keys =
            new IssuerKeys(
                    settings(),
                    Mono.defer(() -> {
                        asked++;
                        return answer == null
                                ? Mono.error(new IOException("away"))
                                : Mono.just(answer);
                    }),
                    clock);

    @Test
    void areAskedForOnce() {
        assertThat(candidates("old")).containsExactly(OLD);
        clock.advance(Duration.ofMinutes(4));
        assertThat(candidates("old")).containsExactly(OLD);

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void areAskedForAgainWhenTheyAreOld() {
        candidates("old");
        clock.advance(Duration.ofMinutes(5));

        candidates("old");

        assertThat(asked).isEqualTo(2);
    }

    @Test
    void areAskedForOnceByThoseWhoComeTogether() {
        Sinks.One<JWKSet> late = Sinks.one();
        var slow =
                new IssuerKeys(
                        settings(),
                        Mono.defer(() -> {
                            asked++;
                            return late.asMono();
                        }),
                        clock);
        var first = slow.candidates(signedBy("old")).collectList().toFuture();
        var second = slow.candidates(signedBy("old")).collectList().toFuture();

        late.tryEmitValue(new JWKSet(OLD)).orThrow();

        assertThat(first.join()).isEqualTo(second.join()).containsExactly(OLD);
        assertThat(asked).isEqualTo(1);
    }

    @Nested
    class AfterARotation {

        @Test
        void areFoundWithoutWaitingForTheOldOnesToExpire() {
            candidates("old");
            answer = new JWKSet(List.of(OLD, NEW));
            clock.advance(Duration.ofSeconds(10));

            assertThat(candidates("new")).containsExactly(NEW);
        }

        @Test
        void areNotAskedForWithEveryInventedKey() {
            candidates("old");
            clock.advance(Duration.ofSeconds(10));

            for (int call = 0; call < 100; call++) {
                assertThat(candidates("invented")).isEmpty();
            }

            assertThat(asked).isEqualTo(2);
        }
    }

    @Nested
    class DuringAnOutage {

        @Test
        void goOnBeingUsed() {
            candidates("old");
            answer = null;
            clock.advance(Duration.ofHours(24));

            assertThat(candidates("old")).containsExactly(OLD);
        }

        @Test
        void areNotAskedForWithEveryRequest() {
            candidates("old");
            answer = null;
            clock.advance(Duration.ofMinutes(6));

            for (int call = 0; call < 100; call++) {
                candidates("old");
            }
            assertThat(asked).isEqualTo(2);

            clock.advance(Duration.ofSeconds(10));
            candidates("old");
            assertThat(asked).isEqualTo(3);
        }

        @Test
        void areGivenUpInTheEnd() {
            candidates("old");
            answer = null;
            clock.advance(Duration.ofHours(24).plusMinutes(5));

            assertThatThrownBy(() -> candidates("old")).isInstanceOf(IssuerUnavailable.class);
        }

        @Test
        void areMissingWhereThereWereNone() {
            answer = null;

            assertThatThrownBy(() -> candidates("old")).isInstanceOf(IssuerUnavailable.class);

            answer = new JWKSet(OLD);
            assertThat(candidates("old")).containsExactly(OLD);
        }
    }

    private List<JWK> candidates(String keyId) {
        return keys.candidates(signedBy(keyId)).collectList().blockOptional().orElseThrow();
    }

    static SignedJWT signedBy(String keyId) {
        return new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build(),
                new JWTClaimsSet.Builder().build());
    }

    private static JWK key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate().toPublicJWK();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static TokenSettings settings() {
        return new TokenSettings(
                "https://issuer.example",
                null,
                "partner-portal",
                Set.of("RS256"),
                List.of("roles"),
                Map.of(),
                "partner_id",
                "partners",
                Set.of("auditor"),
                "integration",
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofHours(24),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                100);
    }

    static final class MovableClock extends Clock {

        private Instant now = Instant.parse("2026-11-23T08:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
