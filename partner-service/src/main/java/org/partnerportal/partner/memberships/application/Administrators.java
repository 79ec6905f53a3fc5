package org.partnerportal.partner.memberships.application;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.partnerportal.partner.memberships.domain.MembershipId;
import org.partnerportal.partner.partner.domain.PartnerId;

/**
 * Who may administer a partner: one document for each partner, so that the last one cannot go, not
 * even when the last two go at the same instant.
 *
 * <p>A membership joins after it has become an administrator. It leaves before it ceases to be one,
 * and is {@code leaving} until that is stored. A crash between can only refuse too much.
 */
public interface Administrators {

    /** Counts from now on, whatever was before. */
    void join(PartnerId partner, MembershipId membership);

    /**
     * Counts no more, if another one remains that counts.
     *
     * @return whether it does not count any more
     */
    boolean leave(PartnerId partner, MembershipId membership, Instant now);

    /** What it left for has been stored. */
    void left(PartnerId partner, MembershipId membership);

    Standing standing(PartnerId partner);

    /** For good and without asking: the partner itself is gone. */
    void dissolve(PartnerId partner);

    /**
     * @param holders who counts
     * @param leaving who is about to cease, since when
     */
    record Standing(Set<MembershipId> holders, Map<MembershipId, Instant> leaving) {

        public Standing {
            holders = Set.copyOf(holders);
            leaving = Map.copyOf(leaving);
        }
    }
}
