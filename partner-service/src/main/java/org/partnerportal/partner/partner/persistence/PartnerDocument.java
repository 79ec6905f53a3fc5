package org.partnerportal.partner.partner.persistence;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.partnerportal.partner.partner.domain.CompanyName;
import org.partnerportal.partner.partner.domain.Partner;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.partnerportal.partner.partner.domain.PartnerProfile;
import org.partnerportal.partner.partner.domain.PartnerState;
import org.partnerportal.partner.partner.domain.VatId;
import org.springframework.data.annotation.TypeAlias;

/**
 * A partner as it is stored: flat, so that lists can filter on it.
 *
 * @param nameKey the name folded, for searches and order whatever the case
 * @param vatKey unique over all partners; absent where there is no VAT id, and when it was removed
 * @param matchKey the name without its legal form, to find the same company again
 */
@TypeAlias("partner")
record PartnerDocument(
        String name,
        String nameKey,
        String country,
        @Nullable String vatId,
        @Nullable String vatKey,
        @Nullable String matchKey,
        @Nullable String region,
        @Nullable String channelManager,
        PartnerState.Name status,
        @Nullable Instant statusAt,
        @Nullable String reason,
        boolean agreementInForce,
        @Nullable String batch) {

    static PartnerDocument of(Partner partner) {
        PartnerProfile profile = partner.profile();
        return new PartnerDocument(
                profile.name(),
                PartnerId.folded(profile.name()),
                profile.country(),
                profile.vatId(),
                profile.vatId() == null || partner.state() instanceof PartnerState.Removed
                        ? null
                        : VatId.key(profile.country(), profile.vatId()),
                CompanyName.key(profile.name()),
                profile.region(),
                profile.channelManager(),
                partner.state().name(),
                at(partner.state()),
                reason(partner.state()),
                partner.agreementInForce(),
                partner.batch());
    }

    Partner toPartner(String id, long version) {
        return new Partner(
                new PartnerId(id),
                new PartnerProfile(name, country, vatId, region, channelManager),
                state(),
                agreementInForce,
                batch,
                version);
    }

    private PartnerState state() {
        return switch (status) {
            case ONBOARDING -> new PartnerState.Onboarding();
            case ACTIVE -> new PartnerState.Active(there(statusAt));
            case SUSPENDED -> new PartnerState.Suspended(there(statusAt), there(reason));
            case TERMINATED -> new PartnerState.Terminated(there(statusAt), there(reason));
            case REMOVED -> new PartnerState.Removed(there(statusAt));
        };
    }

    private static @Nullable Instant at(PartnerState state) {
        return switch (state) {
            case PartnerState.Onboarding _ -> null;
            case PartnerState.Active(var since) -> since;
            case PartnerState.Suspended(var since, _) -> since;
            case PartnerState.Terminated(var at, _) -> at;
            case PartnerState.Removed(var at) -> at;
        };
    }

    private static @Nullable String reason(PartnerState state) {
        return switch (state) {
            case PartnerState.Suspended(_, var reason) -> reason;
            case PartnerState.Terminated(_, var reason) -> reason;
            case PartnerState.Onboarding _, PartnerState.Active _, PartnerState.Removed _ -> null;
        };
    }

    private static <T> T there(@Nullable T value) {
        return Objects.requireNonNull(value, "a field that this state always has");
    }
}
