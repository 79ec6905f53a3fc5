package org.partnerportal.deal.registration.web;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.approvals.application.StandIns;
import org.partnerportal.deal.partners.PartnerDirectory;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealAction;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.DealRefusal;
import org.partnerportal.deal.registration.domain.Deals;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.web.Caller;
import org.springframework.stereotype.Component;

/**
 * Who may see which registrations. A partner sees its own; a partner manager those of the partners
 * assigned to it, and those of an absent one's in whose place it decides; the vendor's other roles
 * see all but drafts' owners alone. What a caller may not see does not exist for it.
 */
@Component
public class DealAccess {

    /** Roles that see the registrations of every partner. */
    static final String[] SEES_ALL = {
        "channel-admin",
        "program-manager",
        "region-manager",
        "finance-approver",
        "auditor",
        "integration"
    };

    private final Deals deals;
    private final PartnerDirectory partners;
    private final StandIns standIns;

    DealAccess(Deals deals, PartnerDirectory partners, StandIns standIns) {
        this.deals = deals;
        this.partners = partners;
        this.standIns = standIns;
    }

    public Deal get(DealId id, Caller caller) {
        Deal deal = deals.get(id);
        if (!maySee(deal.partner(), caller)) {
            throw CommonRefusal.NOT_FOUND.because(id);
        }
        return deal;
    }

    /**
     * For whom somebody registers: a partner for itself, the vendor's people for a partner that
     * they look after. Another one does not exist for them.
     */
    PartnerId registersFor(Caller caller, @Nullable String named) {
        String asked = named == null ? caller.partner() : named;
        if (asked == null) {
            throw DealRefusal.PARTNER_MISSING.because();
        }
        var partner = new PartnerId(asked);
        if (!maySee(partner, caller)) {
            throw DealRefusal.PARTNER_UNKNOWN.because(partner);
        }
        return partner;
    }

    boolean maySee(PartnerId partner, Caller caller) {
        if (caller.partner() != null) {
            return partner.value().equals(caller.partner());
        }
        return caller.hasAny(SEES_ALL)
                || (caller.hasAny("partner-manager")
                        && (partners.isManagedBy(partner, caller.username())
                                || standIns.usernames(caller.subject()).stream()
                                        .anyMatch(name -> partners.isManagedBy(partner, name))));
    }

    /** The partners about whose registrations the caller can be asked; null means all. */
    public @Nullable Set<String> reviewedPartners(Caller caller) {
        Set<String> visible = visiblePartners(caller, null);
        if (visible == null || !caller.hasAny("partner-manager")) {
            return visible;
        }
        var all = new HashSet<>(visible);
        standIns.usernames(caller.subject()).forEach(name -> all.addAll(partners.managedBy(name)));
        return all;
    }

    /**
     * The partners whose registrations may be listed, of those that are asked for; null means all.
     */
    @Nullable Set<String> visiblePartners(Caller caller, @Nullable String asked) {
        if (caller.partner() != null) {
            return asked == null || asked.equals(caller.partner())
                    ? Set.of(caller.partner())
                    : Set.of();
        }
        if (caller.hasAny(SEES_ALL)) {
            return asked == null ? null : Set.of(asked);
        }
        Set<String> managed =
                caller.hasAny("partner-manager") ? partners.managedBy(caller.username()) : Set.of();
        if (asked == null) {
            return managed;
        }
        return managed.contains(asked) ? Set.of(asked) : Set.of();
    }

    static DealAction.Side side(Caller caller) {
        return caller.isPartner() ? DealAction.Side.PARTNER : DealAction.Side.VENDOR;
    }
}
