package org.partnerportal.deal.registration.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealAction;
import org.partnerportal.deal.registration.domain.DealState;
import org.partnerportal.kernel.Money;

/**
 * A registration as its partner and the vendor see it.
 *
 * @param state registration status as of now; an approval past its protection shows as EXPIRED
 * @param stage how far the sale is, apart from the status
 * @param probability per cent, of the stage
 * @param protectedUntil exclusive, UTC; present while APPROVED
 * @param protectedThrough the last day of the protection, in the programme's zone
 * @param decision the vendor's last decision, if there is one
 * @param historic taken over from an earlier system
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

    static DealView of(Deal deal, DealAction.Side asking, Instant now) {
        DealState state = deal.stateAt(now);
        var details = deal.details();
        var customer = details.customer();
        return new DealView(
                deal.id().value(),
                deal.partner().value(),
                state.name(),
                deal.stage().name(),
                deal.stage().probability(),
                new DealRequests.Customer(
                        customer.name(),
                        customer.country(),
                        customer.city(),
                        customer.domain(),
                        customer.vatId()),
                details.products().stream()
                        .map(line ->
                                new LineView(line.productCode(), line.quantity(), line.amount()))
                        .toList(),
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
                state instanceof DealState.Approved approved ? approved.protection().until() : null,
                state instanceof DealState.Approved approved
                        ? approved.protection().deadline().lastDay()
                        : null,
                decision(state),
                state instanceof DealState.Won(var at, var amount, var order, var unprotected)
                        ? new Won(at, amount, order, unprotected)
                        : null,
                state instanceof DealState.Lost(var at, var reason, var comment)
                        ? new Lost(at, reason.name(), comment)
                        : null,
                deal.batch() != null,
                deal.allowed(now).stream().filter(action -> action.isFor(asking)).toList(),
                deal.version());
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
            case DealState.Revoked(_, var at, var reason) -> new Decision(at, null, reason, null);
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
