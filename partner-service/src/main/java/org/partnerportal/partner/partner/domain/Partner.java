package org.partnerportal.partner.partner.domain;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Decided;
import org.partnerportal.partner.partner.domain.PartnerEvent.PartnerActivated;
import org.partnerportal.partner.partner.domain.PartnerEvent.PartnerCreated;
import org.partnerportal.partner.partner.domain.PartnerEvent.PartnerProfileChanged;
import org.partnerportal.partner.partner.domain.PartnerEvent.PartnerReinstated;
import org.partnerportal.partner.partner.domain.PartnerEvent.PartnerRemoved;
import org.partnerportal.partner.partner.domain.PartnerEvent.PartnerSuspended;
import org.partnerportal.partner.partner.domain.PartnerEvent.PartnerTerminated;
import org.partnerportal.partner.partner.domain.PartnerState.Active;
import org.partnerportal.partner.partner.domain.PartnerState.Onboarding;
import org.partnerportal.partner.partner.domain.PartnerState.Removed;
import org.partnerportal.partner.partner.domain.PartnerState.Suspended;
import org.partnerportal.partner.partner.domain.PartnerState.Terminated;

/**
 * A company that sells the vendor's products.
 *
 * @param agreementInForce whether an agreement between vendor and partner is in force
 * @param batch the import that brought it
 * @param version counts its changes; 0 before it is stored
 */
public record Partner(
        PartnerId id,
        PartnerProfile profile,
        PartnerState state,
        boolean agreementInForce,
        @Nullable String batch,
        long version) {

    public static Decided<Partner, PartnerEvent> create(
            PartnerId id, PartnerProfile profile, @Nullable String batch, Instant now) {
        return Decided.of(
                new Partner(id, profile, new Onboarding(), false, batch, 0),
                new PartnerCreated(now));
    }

    /** Taken over with an agreement that is in force already, so it may do business at once. */
    public static Decided<Partner, PartnerEvent> createActive(
            PartnerId id, PartnerProfile profile, String batch, Instant now) {
        return Decided.<Partner, PartnerEvent>of(
                        new Partner(id, profile, new Active(now), true, batch, 0),
                        new PartnerCreated(now))
                .and(new PartnerActivated(now));
    }

    /** The agreement has come into force. */
    public Decided<Partner, PartnerEvent> activate(Instant now) {
        return switch (state) {
            case Onboarding _ ->
                    Decided.of(
                            new Partner(id, profile, new Active(now), true, batch, version),
                            new PartnerActivated(now));
            case Active _, Suspended _, Terminated _, Removed _ -> throw illegal();
        };
    }

    public Decided<Partner, PartnerEvent> suspend(String reason, Instant now) {
        return switch (state) {
            case Active _ -> Decided.of(in(new Suspended(now, reason)), new PartnerSuspended(now));
            case Onboarding _, Suspended _, Terminated _, Removed _ -> throw illegal();
        };
    }

    /** The cause of the suspension is gone. */
    public Decided<Partner, PartnerEvent> reinstate(Instant now) {
        return switch (state) {
            case Suspended _ -> Decided.of(in(new Active(now)), new PartnerReinstated(now));
            case Onboarding _, Active _, Terminated _, Removed _ -> throw illegal();
        };
    }

    public Decided<Partner, PartnerEvent> terminate(String reason, Instant now) {
        return switch (state) {
            case Active _, Suspended _ ->
                    Decided.of(in(new Terminated(now, reason)), new PartnerTerminated(now));
            case Onboarding _, Terminated _, Removed _ -> throw illegal();
        };
    }

    public Decided<Partner, PartnerEvent> changeProfile(PartnerProfile next, Instant now) {
        return next.equals(profile)
                ? new Decided<>(this, List.of())
                : Decided.of(
                        new Partner(id, next, state, agreementInForce, batch, version),
                        new PartnerProfileChanged(now));
    }

    /** The import that brought it is undone; only as long as nobody has worked on it. */
    public Decided<Partner, PartnerEvent> remove(Instant now) {
        return switch (state) {
            case Onboarding _, Active _ when batch != null && version == 1 ->
                    Decided.of(in(new Removed(now)), new PartnerRemoved(now));
            case Onboarding _, Active _, Suspended _, Terminated _, Removed _ -> throw illegal();
        };
    }

    /** What may be done next; the API shows it. */
    public Set<PartnerAction> allowed() {
        return switch (state) {
            case Onboarding _ -> removable(EnumSet.of(PartnerAction.ACTIVATE));
            case Active _ -> removable(EnumSet.of(PartnerAction.SUSPEND, PartnerAction.TERMINATE));
            case Suspended _ -> EnumSet.of(PartnerAction.REINSTATE, PartnerAction.TERMINATE);
            case Terminated _, Removed _ -> EnumSet.noneOf(PartnerAction.class);
        };
    }

    private Set<PartnerAction> removable(Set<PartnerAction> actions) {
        if (batch != null && version == 1) {
            actions.add(PartnerAction.REMOVE);
        }
        return actions;
    }

    private RuntimeException illegal() {
        return PartnerRefusal.ILLEGAL_TRANSITION.insteadOf(allowed());
    }

    private Partner in(PartnerState next) {
        return new Partner(id, profile, next, agreementInForce, batch, version);
    }
}
