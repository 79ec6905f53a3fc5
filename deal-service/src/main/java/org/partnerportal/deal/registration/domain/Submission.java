package org.partnerportal.deal.registration.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the vendor was asked to decide about, as it was then.
 *
 * @param number counts the submissions of the registration, from 1
 * @param side from which it came; the vendor's people submit on the partner's behalf
 */
public record Submission(
        int number, Actor by, DealAction.Side side, Instant at, DealDetails details) {

    /** So many are kept; what was decided last is always among them. */
    static final int KEPT = 10;

    static List<Submission> and(
            List<Submission> earlier,
            Actor by,
            DealAction.Side side,
            Instant now,
            DealDetails details) {
        int number = earlier.isEmpty() ? 1 : earlier.getLast().number() + 1;
        var all = new ArrayList<>(earlier);
        all.add(new Submission(number, by, side, now, details));
        return all.subList(Math.max(0, all.size() - KEPT), all.size());
    }
}
