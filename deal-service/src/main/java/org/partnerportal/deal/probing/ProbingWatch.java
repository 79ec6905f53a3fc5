package org.partnerportal.deal.probing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.Decided;

/**
 * The end customers that one partner has tried within the window: it asked for a decision and took
 * the question back.
 *
 * @param tries one for each end customer, the latest, oldest first
 * @param alertedAt when somebody was last told
 */
record ProbingWatch(PartnerId partner, List<Try> tries, @Nullable Instant alertedAt, long version) {

    /** Beyond every limit that makes sense; the document stays small whatever happens. */
    private static final int MOST = 1_000;

    ProbingWatch {
        tries = List.copyOf(tries);
    }

    record Try(String customer, Instant at) {}

    /**
     * A partner tries one end customer after another.
     *
     * @param customers how many within the window
     * @param since when the window began
     */
    record ProbingNoticed(int customers, int limit, Instant since, Instant at) {}

    static ProbingWatch of(PartnerId partner) {
        return new ProbingWatch(partner, List.of(), null, 0);
    }

    /** One more try; the first that reaches the limit is an alert, once in a window. */
    Decided<ProbingWatch, ProbingNoticed> saw(
            String customer, int limit, Duration window, Instant now) {
        var kept = new ArrayList<>(within(window, now));
        kept.removeIf(earlier -> earlier.customer().equals(customer));
        kept.add(new Try(customer, now));
        List<Try> latest = kept.subList(Math.max(0, kept.size() - MOST), kept.size());
        boolean told = alertedAt != null && alertedAt.plus(window).isAfter(now);
        if (latest.size() < limit || told) {
            return new Decided<>(new ProbingWatch(partner, latest, alertedAt, version), List.of());
        }
        return Decided.of(
                new ProbingWatch(partner, latest, now, version),
                new ProbingNoticed(latest.size(), limit, now.minus(window), now));
    }

    /** Until when submission is closed to the partner; none while it is open. */
    Optional<Instant> closedUntil(int limit, Duration window, Instant now) {
        List<Try> counted = within(window, now);
        return counted.size() < limit
                ? Optional.empty()
                : Optional.of(counted.get(counted.size() - limit).at().plus(window));
    }

    private List<Try> within(Duration window, Instant now) {
        return tries.stream().filter(it -> it.at().plus(window).isAfter(now)).toList();
    }
}
