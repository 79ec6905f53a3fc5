package org.partnerportal.stack.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoalTest {

    @ParameterizedTest
    @CsvSource({"0.75,STRETCH", "0.74,STRETCH", "0.73,MET", "0.60,MET", "0.59,MISSED"})
    void whereMoreIsBetterHasAFloor(double value, Goal.Verdict verdict) {
        assertThat(Goal.atLeast("requests/s", 0.60, 0.74).verdict(value)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"1.07,STRETCH", "1.08,STRETCH", "1.09,MET", "1.15,MET", "1.16,MISSED"})
    void whereLessIsBetterHasACeiling(double value, Goal.Verdict verdict) {
        assertThat(Goal.atMost("cpu µs", 1.15, 1.08).verdict(value)).isEqualTo(verdict);
    }

    @Test
    void withoutAStretchIsMetOrMissed() {
        assertThat(Goal.limit("calls", 0).verdict(0)).isEqualTo(Goal.Verdict.MET);
        assertThat(Goal.limit("calls", 0).verdict(1)).isEqualTo(Goal.Verdict.MISSED);
        assertThat(Goal.limit("calls", 0).text()).isEqualTo("<= 0");
    }

    @Test
    void ofARatioDividesByTheFloorOfTheSameRound() {
        var ours = Sample.of("ms", 3);
        var floor = Sample.of("ms", 2);

        assertThat(Goal.atMost("ms", 2, 1).of(ours, floor)).isEqualTo(1.5);
        assertThat(Goal.limit("ms", 2).of(ours, floor)).isEqualTo(3);
    }
}
