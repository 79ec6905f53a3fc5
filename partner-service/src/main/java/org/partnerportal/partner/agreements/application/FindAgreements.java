package org.partnerportal.partner.agreements.application;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.partner.agreements.domain.Agreement;
import org.partnerportal.partner.agreements.domain.AgreementId;
import org.partnerportal.partner.agreements.domain.AgreementState;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;

/** Reads many agreements at once. */
public interface FindAgreements {

    Page<Agreement> find(Filter filter, PageRequest page);

    /** Offers that nobody decided on in time, longest ago first. */
    List<AgreementId> dueForExpiry(Instant now, int limit);

    /** Accepted ones whose first day has come, longest ago first. */
    List<AgreementId> dueForStart(Instant now, int limit);

    /** The one whose sealed file has this hash. */
    Optional<Agreement> findBySeal(String hash);

    /**
     * What is asked for; what is null is not asked.
     *
     * @param partners only these partners'; empty finds nothing
     * @param state as seen at {@code now}
     */
    record Filter(
            @Nullable Set<String> partners, AgreementState.@Nullable Name state, Instant now) {}
}
