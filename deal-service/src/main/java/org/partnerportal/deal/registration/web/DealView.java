package org.partnerportal.deal.registration.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.ActivityId;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealAction;
import org.partnerportal.deal.registration.domain.DealDetails;
import org.partnerportal.deal.registration.domain.DealField;
import org.partnerportal.deal.registration.domain.DealHint;
import org.partnerportal.deal.registration.domain.DealState;
import org.partnerportal.deal.registration.domain.DealType;
import org.partnerportal.deal.registration.domain.Extension;
import org.partnerportal.deal.registration.domain.Protection;
import org.partnerportal.kernel.Money;

/**
 * A registration as its partner and the vendor see it.
 *
 * @param state registration status as of now; an approval past its protection shows as EXPIRED
 * @param stage how far the sale is, apart from the status
 * @param probability per cent, of the stage
 * @param nextStep in the partner's words
 * @param type what kind of sale it is
 * @param exclusive whether nobody else may be approved for the same customer and product
 * @param tenderPublishedOn of a tender, the day of its publication
 * @param protectedUntil exclusive, UTC; present while it runs, also while an approval is decided
 *     again; of a tender, how long the approval is valid
 * @param protectedThrough the last day of the protection, in the programme's zone
 * @param decision the vendor's last decision, if there is one
 * @param historic taken over from an earlier system
 * @param lastActivityAt business time of the latest activity
 * @param extensions of the protection, in the order in which they were asked for
 * @param contributors of the vendor's people, who did something on the partner's behalf; none of
 *     them may approve
 * @param hints what the partner had better look at
 * @param editableFields which fields this caller's side may correct now
 * @param allowedActions what this caller may do next
 * @param version also the ETag
 */
record DealView(
        String id,
        String partnerId,
        DealState.Name state,
        String stage,
        int probability,
        DealRequests.Customer customer,
        List<LineView> products,
        @Nullable Money estimate,
        @Nullable LocalDate expectedCloseDate,
        @Nullable String description,
        List<DealRequests.Reference> externalReferences,
        Instant registeredAt,
        @Nullable Instant submittedAt,
        @Nullable Instant protectedUntil,
        @Nullable LocalDate protectedThrough,
        @Nullable Decision decision,
        @Nullable Won won,
        @Nullable Lost lost,
        boolean historic,
        @Nullable String nextStep,
        DealType type,
        boolean exclusive,
        @Nullable LocalDate tenderPublishedOn,
        @Nullable Instant lastActivityAt,
        List<ExtensionView> extensions,
        List<String> contributors,
        List<DealHint> hints,
        List<String> editableFields,
        List<DealAction> allowedActions,
        long version) {

    record LineView(String productCode, @Nullable BigDecimal quantity, @Nullable Money amount) {}

    /**
     * @param fields that need a look, when it was returned
     */
    record Decision(
            Instant at,
            @Nullable String reason,
            @Nullable String comment,
            @Nullable List<String> fields) {}

    /**
     * @param unprotected won after the protection had ended
     */
    record Won(Instant at, Money amount, String orderReference, boolean unprotected) {}

    record Lost(Instant at, String reason, @Nullable String comment) {}

    /**
     * @param evidence the activities that were logged for it
     * @param decidedAt when it was granted or refused
     * @param protectedUntil the end of the protection that was granted, exclusive
     */
    record ExtensionView(
            Extension.Name state,
            Instant requestedAt,
            String reason,
            List<String> evidence,
            @Nullable Instant decidedAt,
            @Nullable Instant protectedUntil,
            @Nullable String comment) {

        static ExtensionView of(Extension extension) {
            return new ExtensionView(
                    extension.name(),
                    extension.at(),
                    extension.reason(),
                    extension.evidence().stream().map(ActivityId::value).toList(),
                    switch (extension.outcome()) {
                        case Extension.Requested _ -> null;
                        case Extension.Granted(_, var at, _) -> at;
                        case Extension.Refused(_, var at, _) -> at;
                    },
                    extension.outcome() instanceof Extension.Granted(_, _, var until)
                            ? until
                            : null,
                    extension.outcome() instanceof Extension.Refused(_, _, var comment)
                            ? comment
                            : null);
        }
    }

    static DealView of(Deal deal, DealAction.Side asking, Instant now) {
        DealState state = deal.stateAt(now);
        var details = deal.details();
        Protection protection = deal.protectionAt(now);
        return new DealView(
                deal.id().value(),
                deal.partner().value(),
                state.name(),
                deal.stage().name(),
                deal.stage().probability(),
                customer(details),
                lines(details),
                details.estimate(),
                details.expectedCloseDate(),
                details.description(),
                deal.references().stream()
                        .map(reference ->
                                new DealRequests.Reference(
                                        withoutOwner(reference.system()), reference.id()))
                        .toList(),
                deal.registeredAt(),
                deal.submittedAt(),
                protection == null ? null : protection.until(),
                protection == null ? null : protection.deadline().lastDay(),
                decision(state),
                state instanceof DealState.Won(var at, var amount, var order, var unprotected)
                        ? new Won(at, amount, order, unprotected)
                        : null,
                state instanceof DealState.Lost(var at, var reason, var comment)
                        ? new Lost(at, reason.name(), comment)
                        : null,
                deal.batch() != null,
                deal.progress().nextStep(),
                deal.type(),
                deal.type().isExclusive(),
                details.tenderPublishedOn(),
                deal.term().evidence().lastAt(),
                deal.term().extensions().stream().map(ExtensionView::of).toList(),
                deal.contributors().stream().map(Actor::subject).sorted().toList(),
                List.copyOf(deal.hints(now)),
                deal.editable(asking, now).stream().map(DealField::path).toList(),
                List.copyOf(deal.allowed(asking, now)),
                deal.version());
    }

    static DealRequests.Customer customer(DealDetails details) {
        var customer = details.customer();
        return new DealRequests.Customer(
                customer.name(),
                customer.country(),
                customer.city(),
                customer.domain(),
                customer.vatId());
    }

    static List<LineView> lines(DealDetails details) {
        return details.products().stream()
                .map(line -> new LineView(line.productCode(), line.quantity(), line.amount()))
                .toList();
    }

    /** A partner's own system is shown as the partner named it. */
    private static String withoutOwner(String system) {
        return system.substring(system.indexOf('/') + 1);
    }

    private static @Nullable Decision decision(DealState state) {
        return switch (state) {
            case DealState.Returned(_, var at, var fields, var comment) ->
                    new Decision(at, null, comment, fields);
            case DealState.Approved(_, var at, _) -> new Decision(at, null, null, null);
            case DealState.Rejected(_, var at, var reason, var comment) ->
                    new Decision(at, reason.name(), comment, null);
            case DealState.Revoked(_, var at, var reason, var comment) ->
                    new Decision(at, reason.name(), comment, null);
            case DealState.Draft _,
                    DealState.Submitted _,
                    DealState.Withdrawn _,
                    DealState.Expired _,
                    DealState.Historic _,
                    DealState.Won _,
                    DealState.Lost _,
                    DealState.Removed _ ->
                    null;
        };
    }
}
