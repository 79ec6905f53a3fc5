package org.partnerportal.deal.approvals.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.approvals.domain.ProcessState.VoidReason;
import org.partnerportal.kernel.BusinessCalendar;
import org.partnerportal.kernel.Money;

/** Chains and approvals for tests, made by real actions only. */
public final class AnApproval {

    /** A Tuesday. */
    public static final Instant NOON = Instant.parse("2026-09-01T10:00:00Z");

    /** Three business days after it. */
    public static final Instant DUE = Instant.parse("2026-09-04T10:00:00Z");

    public static final BusinessCalendar CALENDAR =
            BusinessCalendar.weekdays(ZoneId.of("Europe/Budapest"));
    public static final SubjectKind KIND =
            new SubjectKind("thing", Set.of("clerk", "manager", "director"));
    public static final Approver CLERK = new Approver("clara", Set.of("clerk"));
    public static final Approver MANAGER = new Approver("max", Set.of("manager"));
    public static final Approver DIRECTOR = new Approver("dora", Set.of("director"));
    public static final Approver SUBMITTER = new Approver("sam", Set.of());
    public static final Money SMALL = Money.of("60000.00", "EUR");
    public static final Money LARGE = Money.of("100000.00", "EUR");

    private AnApproval() {}

    /** Asks one role, escalates to the director. */
    public static ApprovalStep step(String id, String role, String... after) {
        return new ApprovalStep(
                id, Set.of(after), null, Set.of(role), Set.of(), 1, 3, "director", true);
    }

    static ApprovalStep asking(String id, int quorum, String... people) {
        return new ApprovalStep(
                id, Set.of(), null, Set.of(), Set.of(people), quorum, null, "director", true);
    }

    static ApprovalStep withQuorum(ApprovalStep step, int quorum) {
        return new ApprovalStep(
                step.id(),
                step.after(),
                step.band(),
                step.roles(),
                step.people(),
                quorum,
                step.dueInDays(),
                step.escalateTo(),
                step.substitutes());
    }

    public static ApprovalStep between(ApprovalStep step, String from, @Nullable String to) {
        return new ApprovalStep(
                step.id(),
                step.after(),
                new AmountBand(Money.of(from, "EUR"), to == null ? null : Money.of(to, "EUR")),
                step.roles(),
                step.people(),
                step.quorum(),
                step.dueInDays(),
                step.escalateTo(),
                step.substitutes());
    }

    static ApprovalStep withoutSubstitutes(ApprovalStep step) {
        return new ApprovalStep(
                step.id(),
                step.after(),
                step.band(),
                step.roles(),
                step.people(),
                step.quorum(),
                step.dueInDays(),
                step.escalateTo(),
                false);
    }

    static ChainTerms terms(ApprovalStep... steps) {
        return new ChainTerms(null, true, Arrays.asList(steps));
    }

    public static ChainVersion chain(ApprovalStep... steps) {
        return saved(terms(steps));
    }

    static ChainVersion saved(ChainTerms terms) {
        return ApprovalChain.begin(new ChainCode("things"), KIND, terms, "admin", NOON)
                .next()
                .latest();
    }

    /** The clerk decides; from 75,000.01 EUR on the manager after him. */
    static ChainVersion twoAboveTheLimit() {
        return chain(
                step("clerk", "clerk"),
                between(step("manager", "manager", "clerk"), "75000.01", null));
    }

    public static ApprovalSubject subject(@Nullable Money amount, Approver... barred) {
        return new ApprovalSubject(
                "thing", "thing-1", "owner-1", "first", "hash-1", amount, 3, List.of(barred));
    }

    public static ApprovalProcess started(ChainVersion chain, @Nullable Money amount) {
        return started(chain, subject(amount, SUBMITTER));
    }

    static ApprovalProcess started(ChainVersion chain, ApprovalSubject subject) {
        return ApprovalProcess.start(subject, "things", chain, CALENDAR, NOON).next();
    }

    static ApprovalProcess approved(ApprovalProcess process, Approver by) {
        return process.approve(alone(by), null, CALENDAR, NOON).next();
    }

    public static Decider alone(Approver approver) {
        return new Decider(approver, List.of());
    }

    static Approver anyone(String name) {
        return new Approver(name, KIND.roles());
    }

    public static ApprovalProcess pending() {
        return started(twoAboveTheLimit(), LARGE);
    }

    public static ApprovalProcess halfWay() {
        return approved(pending(), CLERK);
    }

    public static ApprovalProcess escalated() {
        return pending().escalate(DUE).next();
    }

    public static ApprovalProcess granted() {
        return approved(halfWay(), MANAGER);
    }

    public static ApprovalProcess refused() {
        return halfWay().reject(alone(MANAGER), "Too dear", NOON).next();
    }

    public static ApprovalProcess voided() {
        return halfWay().invalidate(VoidReason.CONTENT_CHANGED, NOON).next();
    }

    /** One in each state that a process or a step can be in. */
    public static List<ApprovalProcess> inEveryState() {
        return List.of(pending(), halfWay(), escalated(), granted(), refused(), voided());
    }
}
