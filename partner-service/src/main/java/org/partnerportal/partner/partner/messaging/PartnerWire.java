package org.partnerportal.partner.partner.messaging;

import org.jspecify.annotations.Nullable;
import org.partnerportal.messaging.WireEvent;
import org.partnerportal.partner.partner.domain.Partner;
import org.partnerportal.partner.partner.domain.PartnerEvent;

/**
 * What others may read: the fact as the type, and how the partner stands after it. Contracts:
 * {@code contracts/events/partner}.
 */
public final class PartnerWire {

    private PartnerWire() {}

    public static WireEvent of(Partner partner, PartnerEvent event) {
        return WireEvent.of(type(event), partner.id().value(), event.at(), snapshot(partner));
    }

    private static String type(PartnerEvent event) {
        return switch (event) {
            case PartnerEvent.PartnerCreated _ -> "partner.created";
            case PartnerEvent.PartnerActivated _ -> "partner.activated";
            case PartnerEvent.PartnerSuspended _ -> "partner.suspended";
            case PartnerEvent.PartnerReinstated _ -> "partner.reinstated";
            case PartnerEvent.PartnerTerminated _ -> "partner.terminated";
            case PartnerEvent.PartnerProfileChanged _ -> "partner.profile-changed";
            case PartnerEvent.PartnerRemoved _ -> "partner.removed";
        };
    }

    private static Snapshot snapshot(Partner partner) {
        return new Snapshot(
                partner.id().value(),
                partner.profile().name(),
                partner.profile().country(),
                partner.profile().region(),
                partner.profile().channelManager(),
                partner.state().name().name(),
                partner.agreementInForce(),
                partner.batch());
    }

    /** Company data only; nothing about persons but the manager's user name. */
    record Snapshot(
            String partnerId,
            String name,
            String country,
            @Nullable String region,
            @Nullable String channelManager,
            String state,
            boolean agreementInForce,
            @Nullable String batchId) {}
}
