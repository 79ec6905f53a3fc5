package org.partnerportal.deal.registration.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.partnerportal.deal.registration.domain.ADeal.MORNING;
import static org.partnerportal.deal.registration.domain.ADeal.SELLER;

import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Progress START = Progress.at(SalesStage.PROSPECT);

    @Test
    void remembersWhoMovedItAndWhen() {
        Progress moved = START.to(SalesStage.PROPOSAL, "Send the offer", SELLER, MORNING);

        assertThat(moved.history())
                .containsExactly(
                        new Progress.Move(SalesStage.PROPOSAL, "Send the offer", SELLER, MORNING));
        assertThat(moved.stage().probability()).isEqualTo(60);
    }

    @Test
    void keepsTheNextStepUntilThereIsAnotherOrNone() {
        Progress planned = START.to(SalesStage.PROSPECT, "Call", SELLER, MORNING);

        assertThat(planned.to(SalesStage.QUALIFIED, null, SELLER, MORNING).nextStep())
                .isEqualTo("Call");
        assertThat(planned.to(SalesStage.QUALIFIED, " ", SELLER, MORNING).nextStep()).isNull();
    }

    @Test
    void isTheSameWhereNothingMoves() {
        assertThat(START.to(SalesStage.PROSPECT, null, SELLER, MORNING)).isEqualTo(START);
    }

    @Test
    void remembersTheLastFiftyMoves() {
        Progress progress = START;
        for (int i = 0; i < 60; i++) {
            progress = progress.to(SalesStage.PROSPECT, "Step " + i, SELLER, MORNING);
        }

        assertThat(progress.history()).hasSize(50);
        assertThat(progress.history().getFirst().nextStep()).isEqualTo("Step 10");
    }
}
