package org.partnerportal.deal.approvals.application;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.approvals.domain.ApprovalChain;
import org.partnerportal.deal.approvals.domain.ApprovalChains;
import org.partnerportal.deal.approvals.domain.ApprovalProcess;
import org.partnerportal.deal.approvals.domain.ApprovalProcesses;
import org.partnerportal.deal.approvals.domain.ApprovalSubject;
import org.partnerportal.deal.approvals.domain.Approver;
import org.partnerportal.deal.approvals.domain.ChainVersion;
import org.partnerportal.deal.approvals.domain.ProcessId;
import org.partnerportal.deal.approvals.domain.ProcessState;
import org.partnerportal.deal.approvals.domain.ProcessState.VoidReason;
import org.partnerportal.deal.registration.application.Programme;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealState;
import org.partnerportal.kernel.BusinessCalendar;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Expected;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * The approval processes of registrations. A registration and its process are two documents: the
 * registration is the truth, and a process that it lacks is started by whoever meets it. Its id and
 * its beginning follow from the submission, so it is the same whoever that is.
 */
@Component
public class DealProcesses {

    private final ApprovalChains chains;
    private final ApprovalProcesses processes;
    private final Programme programme;
    private final Clock clock;

    DealProcesses(
            ApprovalChains chains, ApprovalProcesses processes, Programme programme, Clock clock) {
        this.chains = chains;
        this.processes = processes;
        this.programme = programme;
        this.clock = clock;
    }

    /** Whether registrations have a chain at all. */
    public boolean areUsed() {
        return chains.findFor(DealSubject.KIND.type()).isPresent();
    }

    /** Starts what the registration needs and voids what is about an earlier submission of it. */
    public void follow(Deal deal) {
        if (!areUsed()) {
            return;
        }
        ProcessId current = current(deal).map(ApprovalProcess::id).orElse(null);
        if (current != null && deal.state() instanceof DealState.Submitted submitted) {
            learn(current, known(submitted.by()));
        }
        for (ApprovalProcess process :
                processes.pendingOf(DealSubject.KIND.type(), deal.id().value())) {
            // One of a later state of the registration than the one that is looked at here is left.
            if (!process.id().equals(current) && process.subject().version() <= deal.version()) {
                invalidate(process, reason(deal, process));
            }
        }
    }

    /** The process of the submission that waits for the vendor; none where no chain applies. */
    Optional<ApprovalProcess> current(Deal deal) {
        return deal.state() instanceof DealState.Submitted submitted
                ? chains.findFor(DealSubject.KIND.type())
                        .flatMap(chain -> current(deal, submitted, chain))
                : Optional.empty();
    }

    private Optional<ApprovalProcess> current(
            Deal deal, DealState.Submitted submitted, ApprovalChain chain) {
        ApprovalSubject subject = DealSubject.of(deal, submitted.at(), barred(deal, submitted));
        return processes
                .find(ProcessId.of(subject))
                .or(() ->
                        chain.inForce(submitted.at())
                                .map(version ->
                                        start(
                                                subject,
                                                chain.code().value(),
                                                version,
                                                submitted.at())));
    }

    /** Who would be asked if the registration were submitted as it is; nothing is kept. */
    ApprovalProcess expected(Deal deal) {
        Instant now = clock.instant();
        Optional<ApprovalChain> chain = chains.findFor(DealSubject.KIND.type());
        return ApprovalProcess.start(
                        DealSubject.of(deal, now, List.of()),
                        chain.map(one -> one.code().value()).orElse(DefaultChain.CODE),
                        chain.flatMap(one -> one.inForce(now)).orElse(DefaultChain.VERSION),
                        calendar(),
                        now)
                .next();
    }

    BusinessCalendar calendar() {
        return programme.rules().calendar();
    }

    private ApprovalProcess start(
            ApprovalSubject subject, String chain, ChainVersion version, Instant submittedAt) {
        var started = ApprovalProcess.start(subject, chain, version, calendar(), submittedAt);
        try {
            return unnoticed().call(() -> processes.add(started));
        } catch (DuplicateKeyException e) {
            return processes.get(started.next().id());
        }
    }

    /** Whoever met the submission first may not have known who the submitter is. */
    private void learn(ProcessId process, Approver submitter) {
        if (!submitter.roles().isEmpty()) {
            unnoticed()
                    .run(() ->
                            processes.change(
                                    process,
                                    Expected.any(),
                                    there -> there.learn(submitter, clock.instant())));
        }
    }

    private void invalidate(ApprovalProcess process, VoidReason reason) {
        unnoticed()
                .run(() ->
                        processes.change(
                                process.id(),
                                Expected.any(),
                                there ->
                                        there.state() instanceof ProcessState.Pending
                                                ? there.invalidate(reason, clock.instant())
                                                : new Decided<>(there, List.of())));
    }

    /**
     * The command that is on its way is about the registration: a process must not remember its
     * key, or it would not be written to when the same command decides about it.
     */
    private static CommandContext unnoticed() {
        return CommandContext.current().withoutKey();
    }

    /** Who has submitted it, and who of the vendor has had a hand in it for the partner. */
    private static List<Approver> barred(Deal deal, DealState.Submitted submitted) {
        return Stream.concat(Stream.of(submitted.by()), deal.contributors().stream())
                .distinct()
                .map(DealProcesses::known)
                .toList();
    }

    /** With the roles that he has at this moment, where it is he who asks for something now. */
    private static Approver known(Actor submitter) {
        CommandContext context = CommandContext.current();
        CommandContext.@Nullable Origin origin = context.origin();
        return new Approver(
                submitter.subject(),
                origin != null && context.actor().equals(submitter.subject())
                        ? origin.roles().stream()
                                .filter(DealSubject.KIND.roles()::contains)
                                .collect(Collectors.toUnmodifiableSet())
                        : Set.of());
    }

    private static VoidReason reason(Deal deal, ApprovalProcess process) {
        return switch (deal.state()) {
            case DealState.Returned _ -> VoidReason.RETURNED;
            case DealState.Submitted _ ->
                    DealSubject.contentHash(deal.details()).equals(process.subject().contentHash())
                            ? VoidReason.RESUBMITTED
                            : VoidReason.CONTENT_CHANGED;
            case DealState.Draft _,
                    DealState.Approved _,
                    DealState.Rejected _,
                    DealState.Withdrawn _,
                    DealState.Expired _,
                    DealState.Revoked _,
                    DealState.Historic _,
                    DealState.Won _,
                    DealState.Lost _,
                    DealState.Removed _ ->
                    VoidReason.CLOSED;
        };
    }
}
