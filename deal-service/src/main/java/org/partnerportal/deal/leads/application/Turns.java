package org.partnerportal.deal.leads.application;

import java.util.Map;
import org.partnerportal.deal.leads.domain.ProgrammeCode;
import org.partnerportal.deal.registration.domain.PartnerId;

/**
 * Whose turn it is in a programme that goes round. The pointer moves with the offer, whatever
 * becomes of it.
 */
public interface Turns {

    Taken of(ProgrammeCode programme);

    /**
     * Gives the partner the next turn.
     *
     * @return whether it is still as it was seen; if not, another lead has moved the pointer
     */
    boolean take(ProgrammeCode programme, Taken seen, PartnerId partner);

    /**
     * The turns so far.
     *
     * @param count how many there were
     * @param last which was the last of each partner
     */
    record Taken(long count, Map<PartnerId, Long> last) {

        public Taken {
            last = Map.copyOf(last);
        }

        long lastOf(PartnerId partner) {
            return last.getOrDefault(partner, 0L);
        }
    }
}
