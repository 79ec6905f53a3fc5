package org.partnerportal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusedTest {

    @Test
    void keepsWhatItNamesWhateverElseIsSaidOfIt() {
        Flaw flaw = Flaw.at("/amount", CommonRefusal.UNKNOWN_CURRENCY, "XXX");

        Refused refused =
                CommonRefusal.FORBIDDEN
                        .because("why")
                        .naming(List.of(flaw))
                        .allowing(List.of(RefusalKind.INVALID))
                        .until(Duration.ofSeconds(2));

        assertThat(refused.refusal()).isEqualTo(CommonRefusal.FORBIDDEN);
        assertThat(refused.arguments()).containsExactly("why");
        assertThat(refused.flaws()).containsExactly(flaw);
        assertThat(refused.allowedActions()).containsExactly("INVALID");
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void namesNothingMoreByItself() {
        assertThat(CommonRefusal.FORBIDDEN.because().flaws()).isEmpty();
    }
}
