package org.partnerportal.deal.registration.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.partnerportal.deal.registration.domain.ADeal;
import org.partnerportal.deal.registration.domain.Activities;
import org.partnerportal.deal.registration.domain.Activity;
import org.partnerportal.deal.registration.domain.ActivityId;
import org.partnerportal.deal.registration.domain.ActivityKind;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealAction.Side;
import org.partnerportal.deal.registration.domain.DealEvent;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.DealRefusal;
import org.partnerportal.deal.registration.domain.Deals;
import org.partnerportal.deal.registration.domain.ExternalReference;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.CommandContext.CommandKey;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Refused;
import org.partnerportal.testkit.InMemoryAggregates;
import org.partnerportal.testkit.MutableClock;

class LogActivityTest {

    private static final CommandContext COMMAND =
            new CommandContext("seller", "c", null, new CommandKey("k", "d"));

    private final InMemoryDeals deals = new InMemoryDeals();
    private final InMemoryActivities activities = new InMemoryActivities();
    private final LogActivity log =
            new LogActivity(deals, activities, new MutableClock(ADeal.MORNING));

    private static final class InMemoryDeals extends InMemoryAggregates<DealId, Deal, DealEvent>
            implements Deals {

        private boolean down;

        InMemoryDeals() {
            super(Deal::id, Deal::at);
        }

        @Override
        public synchronized Deal change(
                DealId id, Expected expected, Function<Deal, Decided<Deal, DealEvent>> decision) {
            if (down) {
                throw new IllegalStateException("The store is away");
            }
            return super.change(id, expected, decision);
        }

        @Override
        public Optional<Deal> findBy(ExternalReference reference) {
            return Optional.empty();
        }
    }

    private static final class InMemoryActivities
            extends InMemoryAggregates<ActivityId, Activity, Activities.NoEvent>
            implements Activities {

        InMemoryActivities() {
            super(Activity::id, (activity, _) -> activity);
        }
    }

    private Activity call() {
        return COMMAND.call(() ->
                log.handle(
                        new LogActivity.Command(
                                ADeal.CALL,
                                ADeal.approved().id(),
                                ActivityKind.CALL,
                                null,
                                "Spoke with the board",
                                ADeal.SELLER,
                                Side.PARTNER)));
    }

    private List<ActivityId> evidence() {
        return deals.get(ADeal.approved().id()).term().evidence().activities();
    }

    @Test
    void isEvidenceForItsRegistration() {
        deals.add(new Decided<>(ADeal.approved(), List.of()));

        assertThat(call().at()).isEqualTo(ADeal.MORNING);
        assertThat(evidence()).containsExactly(ADeal.CALL);
    }

    @Test
    void countsOnceHoweverOftenTheCommandComes() {
        deals.add(new Decided<>(ADeal.approved(), List.of()));

        assertThat(call()).isEqualTo(call());
        assertThat(activities.all()).hasSize(1);
        assertThat(evidence()).containsExactly(ADeal.CALL);
    }

    @Test
    void isCompletedByTheSameCommandAfterACrash() {
        deals.add(new Decided<>(ADeal.approved(), List.of()));
        deals.down = true;
        assertThatIllegalStateException().isThrownBy(this::call);
        assertThat(evidence()).isEmpty();

        deals.down = false;
        call();

        assertThat(activities.all()).hasSize(1);
        assertThat(evidence()).containsExactly(ADeal.CALL);
    }

    @Test
    void leavesNothingBehindWhereTheRegistrationIsClosed() {
        deals.add(new Decided<>(ADeal.lost(), List.of()));

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(this::call)
                .satisfies(refused ->
                        assertThat(refused.refusal()).isEqualTo(DealRefusal.ILLEGAL_TRANSITION));
        assertThat(activities.all()).isEmpty();
    }
}
