package org.partnerportal.partner.applications.application;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.partner.applications.domain.ApplicationId;
import org.partnerportal.partner.applications.domain.ApplicationState;
import org.partnerportal.partner.applications.domain.PartnerApplication;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;

/** Reads many applications at once. */
public interface FindApplications {

    /** Those whose e-mail address was verified. */
    Page<PartnerApplication> find(Filter filter, PageRequest page);

    /** Those that have lapsed by now and do not say so yet, longest lapsed first. */
    List<ApplicationId> dueForExpiry(Instant now, int limit);

    /** Open ones that may be the same company, and approved ones that share its domain. */
    List<PartnerApplication> like(Traits traits, Instant now, int limit);

    /** How many of this mailbox were written down in a span of time and never verified. */
    long unverified(String mailbox, Instant after, Instant before);

    /** When the last of this mailbox was rejected, in a span of time. */
    Optional<Instant> lastRejection(String mailbox, Instant after, Instant until);

    /**
     * What is asked for; what is null is not asked.
     *
     * @param state as seen at {@code now}
     * @param assignedTo user name of the reviewer
     * @param visibleTo only what this user reviews, or nobody does yet
     * @param text the beginning of the company's name, or the whole e-mail address
     */
    record Filter(
            ApplicationState.@Nullable Name state,
            @Nullable String country,
            @Nullable String assignedTo,
            @Nullable String visibleTo,
            @Nullable String text,
            Instant now) {}

    /**
     * By what a company is recognised.
     *
     * @param except the application that is compared
     * @param domains registrable ones that belong to one company
     */
    record Traits(
            ApplicationId except,
            String country,
            @Nullable String vatId,
            String companyName,
            Set<String> domains) {}
}
