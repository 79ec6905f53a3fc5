package org.partnerportal.stack.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void ofOddlyManyHasTheMiddleOne() {
        assertThat(Spread.of(List.of(9.0, 1.0, 3.0))).isEqualTo(new Spread(1, 3, 9));
    }

    @Test
    void ofEvenlyManyHasTheMiddleOfTheMiddleTwo() {
        assertThat(Spread.of(List.of(4.0, 1.0, 9.0, 2.0))).isEqualTo(new Spread(1, 3, 9));
    }

    @Test
    void ofOneIsThatOne() {
        assertThat(Spread.of(List.of(0.7))).isEqualTo(new Spread(0.7, 0.7, 0.7));
        assertThat(Spread.of(List.of(0.7)).width()).isZero();
    }

    @Test
    void ofNothingOrOfWhatIsNoNumberIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of(1.0, Double.NaN)));
    }
}
