package org.partnerportal.deal.registration.messaging;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealEvent;
import org.partnerportal.deal.registration.domain.DealState;
import org.partnerportal.deal.registration.domain.Protection;
import org.partnerportal.kernel.Money;
import org.partnerportal.messaging.WireEvent;

/**
 * What others may read of what happens to a registration: the fact as the type, and how the
 * registration stands after it. Contracts: {@code contracts/events/deal}.
 */
public final class DealWire {

    private DealWire() {}

    public static WireEvent of(Deal deal, DealEvent event) {
        return WireEvent.of(
                type(event), deal.partner().value(), event.at(), snapshot(deal, event.at()));
    }

    private static String type(DealEvent event) {
        return switch (event) {
            case DealEvent.DealSubmitted _ -> "deal.submitted";
            case DealEvent.DealReturned _ -> "deal.returned";
            case DealEvent.DealApproved _ -> "deal.approved";
            case DealEvent.DealRejected _ -> "deal.rejected";
            case DealEvent.DealWithdrawn _ -> "deal.withdrawn";
            case DealEvent.DealExpired _ -> "deal.expired";
            case DealEvent.DealRevoked _ -> "deal.revoked";
            case DealEvent.DealReopened _ -> "deal.reopened";
            case DealEvent.DealExtensionRequested _ -> "deal.extension-requested";
            case DealEvent.DealExtended _ -> "deal.extended";
            case DealEvent.DealExtensionRefused _ -> "deal.extension-refused";
            case DealEvent.DealInactivityWarned _ -> "deal.inactivity-warned";
            case DealEvent.DealProtectionEnding _ -> "deal.protection-ending";
            case DealEvent.DealStageChanged _ -> "deal.stage-changed";
            case DealEvent.DealWon _ -> "deal.won";
            case DealEvent.DealLost _ -> "deal.lost";
            case DealEvent.DealImported _ -> "deal.imported";
            case DealEvent.DealRemoved _ -> "deal.removed";
        };
    }

    private static Snapshot snapshot(Deal deal, Instant then) {
        DealState state = deal.state();
        Protection protection = protection(deal, then);
        return new Snapshot(
                deal.id().value(),
                deal.partner().value(),
                state.name().name(),
                deal.stage().name(),
                new Customer(
                        deal.details().customer().name(),
                        deal.details().customer().country(),
                        deal.details().customer().domain(),
                        deal.details().customer().vatId()),
                deal.details().products().stream()
                        .map(line -> new Line(line.productCode(), line.quantity(), line.amount()))
                        .toList(),
                deal.details().estimate(),
                deal.registeredAt(),
                deal.submittedAt(),
                protection == null ? null : protection.until(),
                deal.references().stream()
                        .map(reference -> new Reference(reference.system(), reference.id()))
                        .toList(),
                deal.batch() != null,
                state instanceof DealState.Won(var at, var amount, var order, var unprotected)
                        ? new WonFact(at, amount, order, unprotected)
                        : null,
                state instanceof DealState.Lost(var at, var reason, _)
                        ? new LostFact(at, reason.name())
                        : null,
                reason(state),
                deal.type().name());
    }

    /** As it was decided, however long ago that was. */
    private static @Nullable Protection protection(Deal deal, Instant at) {
        return deal.state() instanceof DealState.Approved approved
                ? approved.protection()
                : deal.protectionAt(at);
    }

    /** The code under which it was rejected, revoked or lost, out of a closed list. */
    public static @Nullable String reason(DealState state) {
        return switch (state) {
            case DealState.Rejected rejected -> rejected.reason().name();
            case DealState.Revoked revoked -> revoked.reason().name();
            case DealState.Lost lost -> lost.reason().name();
            case DealState.Draft _,
                    DealState.Submitted _,
                    DealState.Returned _,
                    DealState.Approved _,
                    DealState.Withdrawn _,
                    DealState.Expired _,
                    DealState.Historic _,
                    DealState.Won _,
                    DealState.Removed _ ->
                    null;
        };
    }

    /**
     * How the registration stands; amounts are decimal strings with their currency, times are UTC.
     */
    record Snapshot(
            String dealId,
            String partnerId,
            String state,
            String stage,
            Customer customer,
            List<Line> products,
            @Nullable Money estimate,
            Instant registeredAt,
            @Nullable Instant submittedAt,
            @Nullable Instant protectedUntil,
            List<Reference> externalReferences,
            boolean historic,
            @Nullable WonFact won,
            @Nullable LostFact lost,
            @Nullable String reason,
            String type) {}

    record Customer(
            String name,
            @Nullable String country,
            @Nullable String domain,
            @Nullable String vatId) {}

    record Line(String productCode, @Nullable BigDecimal quantity, @Nullable Money amount) {}

    record Reference(String system, String id) {}

    record WonFact(Instant at, Money amount, String orderReference, boolean unprotected) {}

    record LostFact(Instant at, String reason) {}
}
