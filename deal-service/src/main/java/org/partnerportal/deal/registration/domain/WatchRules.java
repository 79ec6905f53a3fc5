package org.partnerportal.deal.registration.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.DealEvent.DealInactivityWarned;
import org.partnerportal.deal.registration.domain.DealEvent.DealProtectionEnding;
import org.partnerportal.deal.registration.domain.DealState.Approved;
import org.partnerportal.kernel.Decided;

/**
 * When somebody is told that an approval needs a look.
 *
 * @param reminderDays before its end that the protection's end is announced
 * @param quietDays without an activity or a move of the stage that bring a warning
 * @param warns off: no warnings, and so no revocation either
 * @param graceDays after the warning that an approval may be left alone
 * @param revokes whether it is then taken back
 */
public record WatchRules(
        List<Integer> reminderDays, int quietDays, boolean warns, int graceDays, boolean revokes) {

    public WatchRules {
        reminderDays = List.copyOf(reminderDays);
    }

    Decided<Deal, DealEvent> watch(Deal deal, Approved approved, Instant now) {
        Notices notices = deal.term().notices();
        if (isToBeRevoked(notices.warnedAt(), now)) {
            return deal.revoke(Actor.SYSTEM, RevocationReason.INACTIVE, null, now);
        }
        var events = new ArrayList<DealEvent>();
        if (notices.warnedAt() == null && isTooQuiet(quietSince(deal, approved.at()), now)) {
            notices = notices.warned(now);
            events.add(new DealInactivityWarned(now));
        }
        var reminder = reminderDue(approved.protection(), notices.remindedBefore(), now);
        if (reminder.isPresent()) {
            notices = notices.reminded(reminder.get());
            events.add(new DealProtectionEnding(now));
        }
        return new Decided<>(deal.with(deal.term().with(notices)), events);
    }

    private static Instant quietSince(Deal deal, Instant approvedAt) {
        return Stream.concat(
                        Stream.ofNullable(deal.term().evidence().lastAt()),
                        deal.progress().lastMovedAt().stream())
                .filter(approvedAt::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(approvedAt);
    }

    private boolean isTooQuiet(Instant since, Instant now) {
        return warns && !now.isBefore(since.plus(Duration.ofDays(quietDays)));
    }

    private boolean isToBeRevoked(@Nullable Instant warnedAt, Instant now) {
        return revokes
                && warnedAt != null
                && !now.isBefore(warnedAt.plus(Duration.ofDays(graceDays)));
    }

    /**
     * The announcement that is due: the nearest to the end, so that late ones are not made up for.
     */
    private Optional<Integer> reminderDue(
            Protection protection, @Nullable Integer remindedBefore, Instant now) {
        var end = protection.until().atZone(protection.deadline().zone());
        return reminderDays.stream()
                .filter(days -> !now.isBefore(end.minusDays(days).toInstant()))
                .min(Integer::compare)
                .filter(days -> remindedBefore == null || days < remindedBefore);
    }
}
