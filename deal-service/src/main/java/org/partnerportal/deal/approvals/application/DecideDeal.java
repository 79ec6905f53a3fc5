package org.partnerportal.deal.approvals.application;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.approvals.domain.ApprovalEvent;
import org.partnerportal.deal.approvals.domain.ApprovalProcess;
import org.partnerportal.deal.approvals.domain.ApprovalProcesses;
import org.partnerportal.deal.approvals.domain.ApprovalRefusal;
import org.partnerportal.deal.approvals.domain.Approver;
import org.partnerportal.deal.approvals.domain.Decider;
import org.partnerportal.deal.approvals.domain.ProcessState;
import org.partnerportal.deal.claims.Claims;
import org.partnerportal.deal.registration.application.ApproveDeal;
import org.partnerportal.deal.registration.application.ChangeDeal;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.DealState;
import org.partnerportal.deal.registration.domain.Deals;
import org.partnerportal.deal.registration.domain.RejectionReason;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Refused;
import org.springframework.stereotype.Service;

/**
 * Decides about a registration: at once where no chain applies, else as one voice in its process.
 * The process is decided first and the registration last; when a crash comes between the two,
 * whoever tries again finds the process decided and goes on from there.
 */
@Service
public class DecideDeal {

    private static final int MAX_RACES = 10;

    private final Deals deals;
    private final DealProcesses dealProcesses;
    private final ApprovalProcesses processes;
    private final StandIns standIns;
    private final Claims claims;
    private final ApproveDeal approveDeal;
    private final ChangeDeal changeDeal;
    private final Clock clock;

    DecideDeal(
            Deals deals,
            DealProcesses dealProcesses,
            ApprovalProcesses processes,
            StandIns standIns,
            Claims claims,
            ApproveDeal approveDeal,
            ChangeDeal changeDeal,
            Clock clock) {
        this.deals = deals;
        this.dealProcesses = dealProcesses;
        this.processes = processes;
        this.standIns = standIns;
        this.claims = claims;
        this.approveDeal = approveDeal;
        this.changeDeal = changeDeal;
        this.clock = clock;
    }

    /**
     * @param by who decides, with his roles
     * @param username of the same; partners are assigned by it
     * @param comment kept with the decision, where a chain applies
     */
    public record Command(
            DealId deal,
            Expected expected,
            Approver by,
            String username,
            @Nullable String comment) {}

    /** Says yes; the last yes approves the registration. */
    public Deal approve(Command command) {
        Deal deal = deals.get(command.deal());
        Optional<ApprovalProcess> process = dealProcesses.current(deal);
        if (process.isEmpty()) {
            mustBeAskedByDefault(deal, command.by());
            return approveDeal.handle(
                    new ApproveDeal.Command(
                            command.deal(), command.expected(), actor(command.by())));
        }
        command.expected().check(deal.version());
        // A courtesy to the approver, who learns at once what the last approval would run into.
        claims.mustBeFreeFor(deal);
        Decider decider = decider(command, deal);
        ApprovalProcess after =
                decided(
                        process.get(),
                        decider,
                        pending ->
                                pending.approve(
                                        decider,
                                        command.comment(),
                                        dealProcesses.calendar(),
                                        clock.instant()));
        return switch (after.state()) {
            case ProcessState.Pending _ -> deal;
            case ProcessState.Approved(var by, _) -> granted(deal, after, new Actor(by));
            case ProcessState.Rejected _, ProcessState.Voided _ ->
                    throw ApprovalRefusal.ILLEGAL_TRANSITION.insteadOf(
                            after.allowed(clock.instant()));
        };
    }

    /** Says no, which ends the process and rejects the registration. */
    public Deal reject(Command command, RejectionReason reason) {
        Deal deal = deals.get(command.deal());
        Optional<ApprovalProcess> process = dealProcesses.current(deal);
        if (process.isEmpty()) {
            mustBeAskedByDefault(deal, command.by());
        } else {
            command.expected().check(deal.version());
            Decider decider = decider(command, deal);
            decided(
                    process.get(),
                    decider,
                    pending -> pending.reject(decider, command.comment(), clock.instant()));
        }
        return changeDeal.handle(
                command.deal(),
                command.expected(),
                new ChangeDeal.Reject(
                        actor(command.by()),
                        reason,
                        Optional.ofNullable(command.comment()).orElse("")));
    }

    private Decider decider(Command command, Deal deal) {
        return standIns.of(command.by(), command.username()).about(deal.partner().value());
    }

    /** Decides unless it is decided; then only those who were asked may go on from there. */
    private ApprovalProcess decided(
            ApprovalProcess process,
            Decider decider,
            Function<ApprovalProcess, Decided<ApprovalProcess, ApprovalEvent>> decision) {
        try {
            return processes.change(
                    process.id(),
                    Expected.any(),
                    there -> {
                        if (there.state() instanceof ProcessState.Pending) {
                            return decision.apply(there);
                        }
                        if (!there.asks(decider)) {
                            throw ApprovalRefusal.NOT_ASKED.because();
                        }
                        return new Decided<>(there, List.of());
                    });
        } catch (Refused refused) {
            if (refused.refusal() == ApprovalRefusal.SELF_APPROVAL) {
                routeAround(process, decider);
            }
            throw refused;
        }
    }

    /** Whoever may not decide what he is asked about is not the last to be asked. */
    private void routeAround(ApprovalProcess process, Decider barred) {
        CommandContext.current()
                .withoutKey()
                .run(() ->
                        processes.change(
                                process.id(),
                                Expected.any(),
                                there -> there.routeAround(barred, clock.instant())));
    }

    /**
     * Approves the registration, whatever else was changed of it meanwhile, as long as it is the
     * submission that the process is about.
     */
    private Deal granted(Deal deal, ApprovalProcess process, Actor by) {
        Deal current = deal;
        for (int race = 0; race < MAX_RACES; race++) {
            if (current.state() instanceof DealState.Approved) {
                return current;
            }
            if (dealProcesses
                    .current(current)
                    .filter(it -> it.id().equals(process.id()))
                    .isEmpty()) {
                throw CommonRefusal.STALE_VERSION.because(current.version(), deal.version());
            }
            try {
                return approveDeal.handle(
                        new ApproveDeal.Command(
                                current.id(), Expected.version(current.version()), by));
            } catch (Refused refused) {
                if (refused.refusal() != CommonRefusal.STALE_VERSION) {
                    throw refused;
                }
                current = deals.get(deal.id());
            }
        }
        throw CommonRefusal.BUSY.because(deal.id());
    }

    /** What is decided already is refused as such, or is a repetition; so nobody is asked. */
    private static void mustBeAskedByDefault(Deal deal, Approver by) {
        if (deal.state() instanceof DealState.Submitted) {
            DefaultChain.mustAsk(by);
        }
    }

    private static Actor actor(Approver by) {
        return new Actor(by.subject());
    }
}
