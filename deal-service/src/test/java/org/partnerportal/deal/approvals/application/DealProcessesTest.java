package org.partnerportal.deal.approvals.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.partnerportal.deal.registration.domain.ADeal.MORNING;
import static org.partnerportal.deal.registration.domain.ADeal.RULES;
import static org.partnerportal.deal.registration.domain.ADeal.SELLER;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.partnerportal.deal.approvals.domain.ApprovalChain;
import org.partnerportal.deal.approvals.domain.ApprovalChains;
import org.partnerportal.deal.approvals.domain.ApprovalEvent;
import org.partnerportal.deal.approvals.domain.ApprovalProcess;
import org.partnerportal.deal.approvals.domain.ApprovalProcesses;
import org.partnerportal.deal.approvals.domain.ApprovalStep;
import org.partnerportal.deal.approvals.domain.ChainCode;
import org.partnerportal.deal.approvals.domain.ChainTerms;
import org.partnerportal.deal.approvals.domain.ProcessId;
import org.partnerportal.deal.approvals.domain.ProcessState;
import org.partnerportal.deal.approvals.domain.ProcessState.VoidReason;
import org.partnerportal.deal.approvals.domain.TaskState;
import org.partnerportal.deal.registration.application.Programme;
import org.partnerportal.deal.registration.domain.ADeal;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealAction;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.Expected;
import org.partnerportal.testkit.InMemoryAggregates;
import org.partnerportal.testkit.MutableClock;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DealProcessesTest {

    private static final Instant LATER = MORNING.plus(Duration.ofHours(1));

    private final Chains chains = new Chains();
    private final Processes processes = new Processes();
    private final MutableClock clock = new MutableClock(MORNING);
    private final DealProcesses dealProcesses =
            new DealProcesses(
                    chains,
                    processes,
                    // As it is by default.
                    new Binder(new MapConfigurationPropertySource())
                            .bindOrCreate("portal.deals", Programme.class),
                    clock);

    private static final class Chains extends InMemoryAggregates<ChainCode, ApprovalChain, Void>
            implements ApprovalChains {

        Chains() {
            super(
                    ApprovalChain::code,
                    (chain, version) ->
                            new ApprovalChain(
                                    chain.code(), chain.subjectType(), chain.versions(), version));
        }

        @Override
        public Optional<ApprovalChain> findFor(String subjectType) {
            return all().stream()
                    .filter(chain -> chain.subjectType().equals(subjectType))
                    .findFirst();
        }
    }

    private static final class Processes
            extends InMemoryAggregates<ProcessId, ApprovalProcess, ApprovalEvent>
            implements ApprovalProcesses {

        Processes() {
            super(
                    ApprovalProcess::id,
                    (it, version) ->
                            new ApprovalProcess(
                                    it.id(),
                                    it.subject(),
                                    it.chain(),
                                    it.chainVersion(),
                                    it.oneDecisionEach(),
                                    it.tasks(),
                                    it.state(),
                                    it.startedAt(),
                                    version));
        }

        @Override
        public List<ApprovalProcess> pendingOf(String subjectType, String subjectId) {
            return all().stream()
                    .filter(it -> it.state() instanceof ProcessState.Pending)
                    .filter(it -> it.subject().id().equals(subjectId))
                    .toList();
        }
    }

    private static ApprovalStep byManager() {
        return new ApprovalStep(
                "manager",
                Set.of(),
                null,
                Set.of("partner-manager"),
                Set.of(),
                1,
                2,
                "region-manager",
                true);
    }

    private void save(Instant from) {
        chains.add(
                ApprovalChain.begin(
                        new ChainCode("deals"),
                        DealSubject.KIND,
                        new ChainTerms(from, true, List.of(byManager())),
                        "admin",
                        from));
    }

    private static Deal resubmitted(Deal returned) {
        return returned.edit(
                        ADeal.details("Other", "GTX Pro"),
                        SELLER,
                        DealAction.Side.PARTNER,
                        RULES,
                        LATER)
                .next()
                .submit(SELLER, ADeal.GOOD, RULES, LATER)
                .next();
    }

    private ApprovalProcess of(Deal deal) {
        return dealProcesses.current(deal).orElseThrow();
    }

    @Test
    void areNotThereAsLongAsThereIsNoChain() {
        dealProcesses.follow(ADeal.submitted());

        assertThat(dealProcesses.current(ADeal.submitted())).isEmpty();
        assertThat(processes.all()).isEmpty();
        assertThat(dealProcesses.expected(ADeal.submitted()).chain()).isEqualTo("default");
    }

    @Test
    void areNotThereForWhatWasSubmittedBeforeTheChainApplied() {
        save(MORNING.plusMillis(1));

        assertThat(dealProcesses.current(ADeal.submitted())).isEmpty();
    }

    @Nested
    class UnderAChain {

        @BeforeEach
        void saveIt() {
            save(MORNING);
        }

        @Test
        void areStartedOnceByWhoeverMeetsTheSubmission() {
            dealProcesses.follow(ADeal.submitted());
            dealProcesses.follow(ADeal.submitted());
            ApprovalProcess process = of(ADeal.submitted());

            assertThat(processes.all()).containsExactly(process);
            assertThat(process.startedAt()).isEqualTo(MORNING);
            assertThat(process.subject().owner()).isEqualTo(ADeal.PARTNER.value());
        }

        @Test
        void keepTheVersionUnderWhichTheyBegan() {
            dealProcesses.follow(ADeal.submitted());
            chains.change(
                    new ChainCode("deals"),
                    Expected.any(),
                    chain ->
                            chain.amend(
                                    DealSubject.KIND,
                                    new ChainTerms(LATER, true, List.of(byManager())),
                                    "admin",
                                    MORNING));

            assertThat(of(ADeal.submitted()).chainVersion()).isEqualTo(1);
            assertThat(of(resubmitted(ADeal.returned())).chainVersion()).isEqualTo(2);
        }

        @Test
        void areVoidedWhenTheRegistrationGoesBackOrIsTakenBack() {
            dealProcesses.follow(ADeal.submitted().at(2));
            dealProcesses.follow(ADeal.returned().at(3));
            assertThat(processes.all())
                    .extracting(ApprovalProcess::state)
                    .containsExactly(new ProcessState.Voided(VoidReason.RETURNED, MORNING));
        }

        @Test
        void areVoidedByTheNextSubmission() {
            dealProcesses.follow(ADeal.submitted().at(2));
            Deal again = resubmitted(ADeal.returned()).at(5);
            clock.set(LATER);
            dealProcesses.follow(again);

            assertThat(processes.all())
                    .extracting(ApprovalProcess::state)
                    .containsExactlyInAnyOrder(
                            new ProcessState.Voided(VoidReason.CONTENT_CHANGED, LATER),
                            new ProcessState.Pending());
            assertThat(of(again).state()).isEqualTo(new ProcessState.Pending());
        }

        @Test
        void areLeftAloneByNewsOfAnEarlierState() {
            Deal again = resubmitted(ADeal.returned()).at(5);
            dealProcesses.follow(again);
            dealProcesses.follow(ADeal.returned().at(3));

            assertThat(of(again).state()).isEqualTo(new ProcessState.Pending());
        }

        @Test
        void askOthersAtOnceWhereTheSubmitterHasARoleThatIsAsked() {
            var origin =
                    new CommandContext.Origin(
                            () -> "POST /deals", null, null, Set.of("partner-manager"), null);
            // Somebody else may have met the submission before.
            dealProcesses.follow(ADeal.submitted());
            new CommandContext(SELLER.subject(), "none", null, null, origin)
                    .run(() -> dealProcesses.follow(ADeal.submitted()));

            assertThat(of(ADeal.submitted()).tasks().getFirst().state())
                    .isInstanceOf(TaskState.Escalated.class);
            assertThat(of(ADeal.submitted()).subject().barred().getFirst().roles())
                    .containsExactly("partner-manager");
        }

        @Test
        void doNotRememberTheKeyOfTheCommandThatSubmitted() {
            var key = new CommandContext.CommandKey("key", "digest");
            new CommandContext(SELLER.subject(), "none", null, key)
                    .run(() -> {
                        dealProcesses.follow(ADeal.submitted().at(2));
                        dealProcesses.follow(ADeal.returned().at(3));
                    });

            assertThat(processes.all().getFirst().state()).isInstanceOf(ProcessState.Voided.class);
        }
    }
}
