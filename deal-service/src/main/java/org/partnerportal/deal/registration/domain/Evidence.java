package org.partnerportal.deal.registration.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has done for the sale, as far as the programme asks for it.
 *
 * @param since what was done before counts no more: the approval, or the last extension
 * @param activities those that count, the latest, oldest first
 * @param lastAt business time of the latest activity, whether it counts or not
 */
public record Evidence(
        @Nullable Instant since, List<ActivityId> activities, @Nullable Instant lastAt) {

    /** More than any programme asks for; the document stays small whatever happens. */
    static final int KEPT = 50;

    static final Evidence NONE = new Evidence(null, List.of(), null);

    public Evidence {
        activities = List.copyOf(activities);
    }

    /** Counts anew from this time on. */
    Evidence from(Instant start) {
        return new Evidence(start, List.of(), lastAt);
    }

    /** One more activity; the same one again changes nothing. */
    Evidence with(ActivityId activity, Instant at) {
        if (activities.contains(activity)) {
            return this;
        }
        Instant latest = lastAt == null || at.isAfter(lastAt) ? at : lastAt;
        if (since == null || at.isBefore(since)) {
            return new Evidence(since, activities, latest);
        }
        var all = new ArrayList<>(activities);
        all.add(activity);
        return new Evidence(since, all.subList(Math.max(0, all.size() - KEPT), all.size()), latest);
    }
}
