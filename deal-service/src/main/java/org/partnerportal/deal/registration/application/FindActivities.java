package org.partnerportal.deal.registration.application;

import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.Activity;
import org.partnerportal.deal.registration.domain.ActivityKind;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;

/** Reads what was done for a sale. */
public interface FindActivities {

    /**
     * @param kind only these; none: all
     */
    Page<Activity> of(DealId deal, @Nullable ActivityKind kind, PageRequest page);
}
