package org.partnerportal.commission.partners;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.web.Caller;
import org.springframework.stereotype.Component;

/**
 * Whose earnings a caller may see. A partner's people see their own; a partner manager those of the
 * partners assigned to it; finance, channel administration and auditors see all. What a caller may
 * not see does not exist for it.
 */
@Component
public class Visibility {

    /** Who may read earnings, invoices and statements at all. */
    public static final String READS =
            "hasAnyRole('partner-admin', 'partner-finance', 'finance-approver', 'channel-admin',"
                    + " 'auditor', 'partner-manager')";

    private static final String[] SEES_ALL = {"finance-approver", "channel-admin", "auditor"};

    private final PartnerDirectory partners;

    Visibility(PartnerDirectory partners) {
        this.partners = partners;
    }

    /** Refuses as "no such thing" what belongs to a partner that the caller may not see. */
    public void check(@Nullable String partnerId, Object thing, Caller caller) {
        if (!maySee(partnerId, caller)) {
            throw CommonRefusal.NOT_FOUND.because(thing);
        }
    }

    private boolean maySee(@Nullable String partnerId, Caller caller) {
        if (caller.partner() != null) {
            return caller.partner().equals(partnerId);
        }
        return caller.hasAny(SEES_ALL)
                || (partnerId != null
                        && caller.hasAny("partner-manager")
                        && partners.find(partnerId)
                                .map(partner -> caller.username().equals(partner.channelManager()))
                                .orElse(false));
    }

    /**
     * The partners that may be listed, of those that are asked for.
     *
     * @return null for all, empty for none
     */
    public @Nullable Set<String> visiblePartners(Caller caller, @Nullable String asked) {
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
}
