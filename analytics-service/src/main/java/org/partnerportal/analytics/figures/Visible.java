package org.partnerportal.analytics.figures;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.analytics.projections.Projections;
import org.partnerportal.web.Caller;
import org.springframework.stereotype.Component;

/** Whose figures a caller may see; the token alone decides. */
@Component
class Visible {

    private final Projections projections;

    Visible(Projections projections) {
        this.projections = projections;
    }

    /** The partners whose figures the caller may see; nothing stands for all. */
    @Nullable Set<String> partners(int generation, Caller caller) {
        if (caller.isPartner()) {
            return caller.partnerId().map(Set::of).orElse(Set.of());
        }
        if (caller.hasAny("channel-admin", "program-manager", "finance-approver", "auditor")) {
            return null;
        }
        var partners = new HashSet<String>();
        if (caller.hasAny("region-manager")) {
            if (caller.region() == null) {
                return null;
            }
            partners.addAll(projections.partnersOfRegion(generation, caller.region()));
        }
        if (caller.hasAny("partner-manager")) {
            partners.addAll(projections.partnersOfManager(generation, caller.username()));
        }
        return partners;
    }
}
