package org.partnerportal.commission.plan.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.partnerportal.commission.plan.domain.APlan;
import org.partnerportal.commission.plan.domain.PlanCode;
import org.partnerportal.commission.plan.domain.PlanEvent;
import org.partnerportal.commission.plan.domain.PlanId;
import org.partnerportal.commission.plan.domain.PlanRefusal;
import org.partnerportal.commission.plan.domain.PlanTerms;
import org.partnerportal.commission.plan.domain.PlanVersion;
import org.partnerportal.commission.plan.domain.Plans;
import org.partnerportal.commission.plan.domain.Trigger;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Money;
import org.partnerportal.kernel.Refused;
import org.partnerportal.testkit.InMemoryAggregates;
import org.springframework.dao.DuplicateKeyException;

class WritePlanTest {

    private static final PlanCode CODE = new PlanCode("standard");

    private final InMemoryPlans plans = new InMemoryPlans();
    private final WritePlan write = new WritePlan(plans);

    private PlanVersion draft() {
        return write.draft(CODE, APlan.draft().terms(), "author");
    }

    @Test
    void countsTheVersionsOfAPlan() {
        PlanVersion first = draft();
        plans.change(first.id(), Expected.any(), plan -> plan.approve("approver", APlan.NOW));

        assertThat(first.number()).isEqualTo(1);
        assertThat(draft().number()).isEqualTo(2);
    }

    @Test
    void keepsToOneDraftAtATime() {
        draft();

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(this::draft)
                .satisfies(refused ->
                        assertThat(refused.refusal()).isEqualTo(PlanRefusal.DRAFT_EXISTS));
    }

    @Test
    void answersTheSameCommandWithTheSameDraft() {
        var command =
                new CommandContext(
                        "author", "c", null, new CommandContext.CommandKey("key", "digest"));

        PlanVersion once = command.call(this::draft);

        assertThat(command.<PlanVersion, RuntimeException>call(this::draft)).isEqualTo(once);
    }

    @Test
    void keepsThePlansCurrency() {
        PlanVersion first = draft();
        plans.change(first.id(), Expected.any(), plan -> plan.approve("approver", APlan.NOW));
        var euro =
                new PlanTerms(
                        "Euro",
                        Money.currency("EUR"),
                        APlan.TODAY,
                        Trigger.INVOICED,
                        APlan.flat("5"));

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> write.draft(CODE, euro, "author"))
                .satisfies(refused ->
                        assertThat(refused.refusal()).isEqualTo(PlanRefusal.OTHER_CURRENCY));
    }

    private static final class InMemoryPlans
            extends InMemoryAggregates<PlanId, PlanVersion, PlanEvent> implements Plans {

        InMemoryPlans() {
            super(PlanVersion::id, (plan, _) -> plan);
        }

        @Override
        public synchronized PlanVersion add(Decided<PlanVersion, PlanEvent> decided) {
            try {
                return super.add(decided);
            } catch (IllegalStateException e) {
                throw new DuplicateKeyException("taken", e);
            }
        }

        @Override
        public Optional<PlanVersion> latest(PlanCode code) {
            return all().stream().max(Comparator.comparingInt(PlanVersion::number));
        }

        @Override
        public List<PlanVersion> binding() {
            return List.of();
        }
    }
}
