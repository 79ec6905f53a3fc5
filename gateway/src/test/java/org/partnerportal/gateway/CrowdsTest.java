package org.partnerportal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CrowdsTest {

    private final IssuerKeysTest.MovableClock clock = new IssuerKeysTest.MovableClock();
    private final Crowds crowds = new Crowds(clock);

    @Test
    void areSpokenForByOneASecond() {
        assertThat(crowds.unsaid(Problem.OVERLOADED)).isZero();
        for (int each = 0; each < 7; each++) {
            assertThat(crowds.unsaid(Problem.OVERLOADED)).isNegative();
        }
        clock.advance(Duration.ofSeconds(1));

        assertThat(crowds.unsaid(Problem.OVERLOADED)).isEqualTo(7);
    }

    @Test
    void doNotHideOneAnother() {
        crowds.unsaid(Problem.OVERLOADED);

        assertThat(crowds.unsaid(Problem.TOO_MANY_REQUESTS)).isZero();
    }

    @Test
    void areNotThoseThatComeAlone() {
        assertThat(crowds.unsaid(Problem.TOKEN_INVALID)).isZero();
        assertThat(crowds.unsaid(Problem.TOKEN_INVALID)).isZero();
    }
}
