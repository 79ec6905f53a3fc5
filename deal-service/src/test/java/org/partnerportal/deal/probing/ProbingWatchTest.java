package org.partnerportal.deal.probing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.partnerportal.deal.probing.ProbingWatch.ProbingNoticed;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Ids;

class ProbingWatchTest {

    private static final Instant EIGHT = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int LIMIT = 20;

    private final List<ProbingNoticed> noticed = new ArrayList<>();
    private ProbingWatch watch = ProbingWatch.of(new PartnerId(Ids.derived("ptr", "alpha")));

    private void tries(String customer, Instant at) {
        Decided<ProbingWatch, ProbingNoticed> decided = watch.saw(customer, LIMIT, HOUR, at);
        watch = decided.next();
        noticed.addAll(decided.events());
    }

    private boolean isOpen(Instant at) {
        return watch.closedUntil(LIMIT, HOUR, at).isEmpty();
    }

    @Test
    void staysOpenBelowTheLimit() {
        for (int i = 1; i < LIMIT; i++) {
            tries("c" + i, EIGHT.plusSeconds(i));
        }
        assertThat(isOpen(EIGHT.plusSeconds(LIMIT))).isTrue();
        assertThat(noticed).isEmpty();
    }

    @Test
    void closesAtTheLimitUntilTheFirstTryIsAnHourOld() {
        for (int i = 1; i <= LIMIT; i++) {
            tries("c" + i, EIGHT.plusSeconds(i));
        }
        assertThat(watch.closedUntil(LIMIT, HOUR, EIGHT.plusSeconds(30)))
                .contains(EIGHT.plusSeconds(1).plus(HOUR));
        assertThat(isOpen(EIGHT.plus(HOUR).plusMillis(999))).isFalse();
        assertThat(isOpen(EIGHT.plus(HOUR).plusSeconds(1))).isTrue();
    }

    @Test
    void staysClosedForAsLongAsThereAreTooMany() {
        for (int i = 1; i <= LIMIT + 5; i++) {
            tries("c" + i, EIGHT.plusSeconds(i));
        }
        assertThat(watch.closedUntil(LIMIT, HOUR, EIGHT.plusSeconds(30)))
                .contains(EIGHT.plusSeconds(6).plus(HOUR));
    }

    @Test
    void countsACustomerOnce() {
        for (int i = 1; i <= 100; i++) {
            tries("the same", EIGHT.plusSeconds(i));
        }
        assertThat(isOpen(EIGHT.plusSeconds(101))).isTrue();
        assertThat(watch.tries()).hasSize(1);
    }

    @Test
    void forgetsWhatIsAnHourOld() {
        for (int i = 0; i < 100; i++) {
            tries("c" + i, EIGHT.plus(Duration.ofMinutes(4L * i)));
            assertThat(isOpen(EIGHT.plus(Duration.ofMinutes(4L * i)))).isTrue();
        }
        assertThat(noticed).isEmpty();
        assertThat(watch.tries()).hasSize(15);
    }

    @Test
    void isTellingOnceInAWindow() {
        for (int i = 1; i <= 40; i++) {
            tries("c" + i, EIGHT.plusSeconds(i));
        }
        assertThat(noticed)
                .containsExactly(
                        new ProbingNoticed(
                                LIMIT,
                                LIMIT,
                                EIGHT.plusSeconds(LIMIT).minus(HOUR),
                                EIGHT.plusSeconds(LIMIT)));
        for (int i = 1; i <= 40; i++) {
            tries("d" + i, EIGHT.plus(HOUR).plusSeconds(60 + i));
        }
        assertThat(noticed).hasSize(2);
    }
}
