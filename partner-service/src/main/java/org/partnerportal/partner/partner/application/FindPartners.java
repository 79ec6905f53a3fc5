package org.partnerportal.partner.partner.application;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.partner.partner.domain.Partner;
import org.partnerportal.partner.partner.domain.PartnerState;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;

/** Reads many partners at once. */
public interface FindPartners {

    Page<Partner> find(Filter filter, PageRequest page);

    /** The ids of the partners that a partner manager looks after; bounded. */
    Set<String> managedBy(String username);

    /**
     * What is asked for; what is null is not asked.
     *
     * @param id only this partner
     * @param name the beginning of its name, whatever the case
     */
    record Filter(
            @Nullable String id,
            PartnerState.@Nullable Name state,
            @Nullable String region,
            @Nullable String channelManager,
            @Nullable String name) {}
}
