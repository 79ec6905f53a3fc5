package org.partnerportal.partner.partner.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.partner.partner.domain.Partner;
import org.partnerportal.partner.partner.domain.PartnerAction;
import org.partnerportal.partner.partner.domain.PartnerState;

/**
 * A partner as it and the vendor see it.
 *
 * @param country ISO 3166-1 alpha-2
 * @param channelManager user name of the vendor's person who looks after it
 * @param reason why it was suspended or terminated
 * @param allowedActions what the vendor may do next; empty for others
 * @param version also the ETag
 */
record PartnerView(
        String id,
        String name,
        String country,
        @Nullable String vatId,
        @Nullable String region,
        @Nullable String channelManager,
        PartnerState.Name state,
        @Nullable String reason,
        boolean agreementInForce,
        @Nullable String batchId,
        List<PartnerAction> allowedActions,
        long version) {

    static PartnerView of(Partner partner, boolean mayDecide) {
        var profile = partner.profile();
        return new PartnerView(
                partner.id().value(),
                profile.name(),
                profile.country(),
                profile.vatId(),
                profile.region(),
                profile.channelManager(),
                partner.state().name(),
                switch (partner.state()) {
                    case PartnerState.Suspended(_, var reason) -> reason;
                    case PartnerState.Terminated(_, var reason) -> reason;
                    case PartnerState.Onboarding _, PartnerState.Active _, PartnerState.Removed _ ->
                            null;
                },
                partner.agreementInForce(),
                partner.batch(),
                mayDecide ? List.copyOf(partner.allowed()) : List.of(),
                partner.version());
    }
}
