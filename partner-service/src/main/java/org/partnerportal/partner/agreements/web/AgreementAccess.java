package org.partnerportal.partner.agreements.web;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.partner.agreements.domain.Agreement;
import org.partnerportal.partner.agreements.domain.AgreementAction;
import org.partnerportal.partner.agreements.domain.AgreementId;
import org.partnerportal.partner.agreements.domain.Agreements;
import org.partnerportal.partner.partner.application.FindPartners;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.partnerportal.partner.partner.domain.Partners;
import org.partnerportal.web.Caller;
import org.springframework.stereotype.Component;

/**
 * Who may see which agreements: a partner its own; a partner manager those of the partners assigned
 * to it; the vendor's other roles all. What a caller may not see does not exist for it.
 */
@Component
class AgreementAccess {

    static final String READS =
            "hasAnyRole('partner-admin', 'partner-sales', 'partner-marketing',"
                    + " 'partner-technical', 'partner-finance', 'channel-admin', 'program-manager', 'partner-manager',"
                    + " 'region-manager', 'finance-approver', 'auditor', 'integration')";

    /** Roles that see the agreements of every partner. */
    private static final String[] SEES_ALL = {
        "channel-admin",
        "program-manager",
        "region-manager",
        "finance-approver",
        "auditor",
        "integration"
    };

    private final Agreements agreements;
    private final Partners partners;
    private final FindPartners find;

    AgreementAccess(Agreements agreements, Partners partners, FindPartners find) {
        this.agreements = agreements;
        this.partners = partners;
        this.find = find;
    }

    Agreement get(AgreementId id, Caller caller) {
        Agreement agreement = agreements.get(id);
        if (!maySee(agreement.partner(), caller)) {
            throw CommonRefusal.NOT_FOUND.because(id);
        }
        return agreement;
    }

    boolean maySee(PartnerId partner, Caller caller) {
        if (caller.partner() != null) {
            return partner.value().equals(caller.partner());
        }
        return caller.hasAny(SEES_ALL)
                || (caller.hasAny("partner-manager")
                        && partners.find(partner)
                                .map(it -> caller.username().equals(it.profile().channelManager()))
                                .orElse(false));
    }

    void mustSee(PartnerId partner, Caller caller) {
        if (!maySee(partner, caller)) {
            throw CommonRefusal.NOT_FOUND.because(partner);
        }
    }

    /** The partners whose agreements may be listed, of those that are asked for; null means all. */
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
                caller.hasAny("partner-manager") ? find.managedBy(caller.username()) : Set.of();
        if (asked == null) {
            return managed;
        }
        return managed.contains(asked) ? Set.of(asked) : Set.of();
    }

    /** What of this the caller may ask for himself. */
    static boolean mayAsk(AgreementAction action, Caller caller) {
        return caller.isPartner()
                ? action.isFor(AgreementAction.Side.PARTNER) && caller.hasAny("partner-admin")
                : action.isFor(AgreementAction.Side.VENDOR) && caller.hasAny("channel-admin");
    }
}
