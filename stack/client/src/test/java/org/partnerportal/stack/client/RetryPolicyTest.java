package org.partnerportal.stack.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {

    private static final RetryPolicy POLICY =
            new RetryPolicy(
                    Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofSeconds(10), 2);

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void insistsWhenTheAnswerIsNotNow(int status) {
        assertThat(POLICY.isTemporary(status, 100)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 400, 401, 403, 404, 409, 412, 422, 428})
    void takesEveryOtherAnswer(int status) {
        assertThat(POLICY.isTemporary(status, 1)).isFalse();
    }

    @Test
    void takesAServersErrorForBadLuckOnlyAFewTimes() {
        assertThat(POLICY.isTemporary(500, 2)).isTrue();
        assertThat(POLICY.isTemporary(500, 3)).isFalse();
    }

    @Test
    void doublesThePauseUpToTheLongest() {
        assertThat(POLICY.pauseAfter(1, Duration.ZERO, Optional.empty()))
                .contains(Duration.ofMillis(100));
        assertThat(POLICY.pauseAfter(3, Duration.ZERO, Optional.empty()))
                .contains(Duration.ofMillis(400));
        assertThat(POLICY.pauseAfter(60, Duration.ZERO, Optional.empty()))
                .contains(Duration.ofSeconds(2));
    }

    @Test
    void waitsAsLongAsItIsAskedToWithinReason() {
        assertThat(POLICY.pauseAfter(1, Duration.ZERO, Optional.of(Duration.ofSeconds(1))))
                .contains(Duration.ofSeconds(1));
        assertThat(POLICY.pauseAfter(1, Duration.ZERO, Optional.of(Duration.ofHours(1))))
                .contains(Duration.ofSeconds(2));
    }

    @Test
    void endsAtItsLimit() {
        assertThat(POLICY.pauseAfter(9, Duration.ofSeconds(8), Optional.empty())).isPresent();
        assertThat(POLICY.pauseAfter(9, Duration.ofMillis(8_001), Optional.empty())).isEmpty();
    }

    @Nested
    class InUse {

        private final List<String> notes = new ArrayList<>();
        private long now;
        private final Patience patience =
                new Patience(POLICY, time -> now += time.toNanos(), () -> now, notes::add);

        private static Answer answer(int status) {
            return new Answer(
                    status,
                    "{\"code\":\"gateway.service-unavailable\"}",
                    Optional.empty(),
                    Optional.empty());
        }

        @Test
        void goesOnWhenTheServiceIsBackAndSaysSo() {
            var answers = new ArrayList<>(List.of(503, 503, 503, 200));

            Answer answer = patience.insist("GET /deals", () -> answer(answers.removeFirst()));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(notes)
                    .containsExactly(
                            "GET /deals: 503 gateway.service-unavailable; trying again",
                            "GET /deals: answered again");
        }

        @Test
        void keepsQuietAboutOneBadMoment() {
            var answers = new ArrayList<>(List.of(503, 200));

            patience.insist("GET /deals", () -> answer(answers.removeFirst()));

            assertThat(notes).isEmpty();
        }

        @Test
        void handsOutTheLastAnswerWhenItGivesUp() {
            assertThat(patience.insist("GET /deals", () -> answer(503)).status()).isEqualTo(503);
            assertThat(Duration.ofNanos(now))
                    .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
        }

        @Test
        void saysWhatNeverAnswered() {
            assertThatThrownBy(() ->
                            patience.insist(
                                    "GET /deals",
                                    () -> {
                                        throw new IOException("Connection refused");
                                    }))
                    .isInstanceOf(ClientFailure.class)
                    .hasMessageContaining("GET /deals")
                    .hasMessageContaining("Connection refused");
        }

        @Test
        void waitsForProgressAsLongAsThereIsSome() {
            var waiting = new Waiting(patience, () -> now, Duration.ofSeconds(5));
            var seen = new ArrayList<>(List.of(0, 1, 1, 1, 2, 2, 3));

            assertThat(waiting.until("lines", seen::removeFirst, it -> it == 3)).isEqualTo(3);
        }

        @Test
        void endsAStandstill() {
            var waiting = new Waiting(patience, () -> now, Duration.ofSeconds(5));

            assertThatThrownBy(() -> waiting.until("lines", () -> 7, it -> it == 8))
                    .hasMessageContaining("lines")
                    .hasMessageContaining("7");
        }
    }
}
