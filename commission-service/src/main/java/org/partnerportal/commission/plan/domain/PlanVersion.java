package org.partnerportal.commission.plan.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.partnerportal.commission.plan.domain.PlanState.Approved;
import org.partnerportal.commission.plan.domain.PlanState.Draft;
import org.partnerportal.commission.plan.domain.PlanState.InForce;
import org.partnerportal.commission.plan.domain.PlanState.Superseded;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Refused;

/**
 * One version of a commission plan: written, approved by someone else, then in force and never
 * changed again.
 *
 * @param number counts the versions of the plan, from 1
 * @param authors everyone who has written at it; none of them may approve it
 */
public record PlanVersion(
        PlanId id,
        PlanCode code,
        int number,
        PlanTerms terms,
        List<String> authors,
        PlanState state,
        long version) {

    public PlanVersion {
        authors = List.copyOf(authors);
    }

    public static Decided<PlanVersion, PlanEvent> draft(
            PlanCode code, int number, PlanTerms terms, String author) {
        return Decided.of(
                new PlanVersion(
                        PlanId.of(code, number),
                        code,
                        number,
                        terms,
                        List.of(author),
                        new Draft(),
                        0));
    }

    /** Other terms, as long as nobody has approved the old ones. */
    public Decided<PlanVersion, PlanEvent> revise(PlanTerms better, String author) {
        return switch (state) {
            case Draft _ -> {
                var all = new LinkedHashSet<>(authors);
                all.add(author);
                yield Decided.of(
                        new PlanVersion(
                                id, code, number, better, List.copyOf(all), state, version));
            }
            case Approved _, InForce _, Superseded _ -> throw illegal();
        };
    }

    /** Four eyes: whoever wrote at the terms does not approve them. */
    public Decided<PlanVersion, PlanEvent> approve(String approver, Instant now) {
        return switch (state) {
            case Draft _ -> {
                if (authors.contains(approver)) {
                    throw PlanRefusal.SELF_APPROVAL.because();
                }
                yield Decided.of(in(new Approved(approver, now)));
            }
            case Approved _, InForce _, Superseded _ -> throw illegal();
        };
    }

    /**
     * Makes the version binding. A later version begins in the future, so that no invoice that has
     * already earned could have earned otherwise.
     */
    public Decided<PlanVersion, PlanEvent> activate(LocalDate today, Instant now) {
        return switch (state) {
            case Approved approved -> {
                if (number > 1 && !terms.validFrom().isAfter(today)) {
                    throw PlanRefusal.BEGINS_TOO_EARLY.because(today.plusDays(1));
                }
                yield Decided.of(
                        in(new InForce(approved.by(), now, false)),
                        new PlanEvent.PlanInForce(id, now));
            }
            case Draft _, InForce _, Superseded _ -> throw illegal();
        };
    }

    /** Invoices that were there before this version have been looked at again. */
    public Decided<PlanVersion, PlanEvent> caughtUp() {
        return state instanceof InForce force
                ? Decided.of(in(new InForce(force.approvedBy(), force.at(), true)))
                : Decided.of(this);
    }

    /** A later version takes over on its first day. */
    public Decided<PlanVersion, PlanEvent> supersede(LocalDate firstDayOfNext) {
        return switch (state) {
            case InForce force ->
                    Decided.of(in(new Superseded(force.approvedBy(), force.at(), firstDayOfNext)));
            case Draft _, Approved _, Superseded _ -> throw illegal();
        };
    }

    /** Whether invoices may earn under it at all; which ones, its first day says. */
    public boolean isBinding() {
        return switch (state) {
            case InForce _, Superseded _ -> true;
            case Draft _, Approved _ -> false;
        };
    }

    /** What may be done next. */
    public Set<PlanAction> allowed() {
        return switch (state) {
            case Draft _ -> EnumSet.of(PlanAction.REVISE, PlanAction.APPROVE);
            case Approved _ -> EnumSet.of(PlanAction.ACTIVATE);
            case InForce _ -> EnumSet.of(PlanAction.SUPERSEDE);
            case Superseded _ -> EnumSet.noneOf(PlanAction.class);
        };
    }

    private Refused illegal() {
        return PlanRefusal.ILLEGAL_TRANSITION.insteadOf(allowed());
    }

    private PlanVersion in(PlanState next) {
        return new PlanVersion(id, code, number, terms, authors, next, version);
    }
}
