package org.partnerportal.stack.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.partnerportal.stack.matching.Quality.Labelled;

class QualityTest {

    private static final List<Labelled> SCORED =
            List.of(
                    new Labelled(0.9, true),
                    new Labelled(0.8, true),
                    new Labelled(0.7, false),
                    new Labelled(0.6, true),
                    new Labelled(0.2, true),
                    new Labelled(0.1, false));

    @Test
    void countsWhatIsRightAmongTheTakenAndAmongTheTrue() {
        Quality quality = Quality.at(0.5, SCORED);

        assertThat(quality.precision()).isEqualTo(0.75);
        assertThat(quality.recall()).isEqualTo(0.75);
        assertThat(quality.f1()).isEqualTo(0.75);
    }

    @Test
    void takesWhatScoresExactlyTheThreshold() {
        assertThat(Quality.at(0.8, SCORED).recall()).isEqualTo(0.5);
    }

    @Test
    void looksForThePrecisionWhereEnoughIsFound() {
        assertThat(Quality.precisionAtRecall(0.5, SCORED)).isEqualTo(1);
        assertThat(Quality.precisionAtRecall(0.75, SCORED)).isEqualTo(0.75);
    }

    @Test
    void isPerfectWhereThereIsNothingToFind() {
        assertThat(Quality.precisionAtRecall(0.75, List.of())).isEqualTo(1);
    }
}
