package org.partnerportal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LateTextTest {

    @Test
    void isWorkedOutWhenItIsFirstReadAndOnlyThen() {
        var asked = new AtomicInteger();
        LateText text = LateText.by(() -> "read " + asked.incrementAndGet());

        assertThat(asked).hasValue(0);
        assertThat(text).hasToString("read 1").hasToString("read 1");
    }

    @Test
    void equalsWhateverReadsTheSame() {
        assertThat(LateText.by(() -> "a")).isEqualTo(LateText.of("a")).hasSameHashCodeAs("a");
        assertThat(LateText.by(() -> "a")).isNotEqualTo(LateText.of("b")).isNotEqualTo("a");
    }
}
