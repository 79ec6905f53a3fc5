package org.partnerportal.deal.registration.application;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.Activities;
import org.partnerportal.deal.registration.domain.Activity;
import org.partnerportal.deal.registration.domain.ActivityId;
import org.partnerportal.deal.registration.domain.ActivityKind;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealAction.Side;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.Deals;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Expected;
import org.springframework.stereotype.Service;

/**
 * Writes down what was done for a sale. The activity is stored first, under an id that follows from
 * the command, then the registration takes note of that id: a crash in between leaves an activity
 * that the same command, tried again, completes. What counts is in the registration alone.
 */
@Service
public class LogActivity {

    private final Deals deals;
    private final Activities activities;
    private final Clock clock;

    LogActivity(Deals deals, Activities activities, Clock clock) {
        this.deals = deals;
        this.activities = activities;
        this.clock = clock;
    }

    public Activity handle(Command command) {
        Instant now = clock.instant();
        Instant at = Optional.ofNullable(command.at()).orElse(now);
        Deal deal = deals.get(command.deal());
        if (activities.find(command.id()).isEmpty()) {
            // Refuses before anything is written.
            var _ = deal.heard(command.id(), at, now);
        }
        Activity logged =
                activities.add(
                        new Decided<>(
                                new Activity(
                                        command.id(),
                                        deal.id(),
                                        deal.partner(),
                                        command.kind(),
                                        at,
                                        command.text(),
                                        command.by(),
                                        command.side(),
                                        now,
                                        0),
                                List.of()));
        deals.change(
                command.deal(),
                Expected.any(),
                current -> current.heard(command.id(), logged.at(), clock.instant()));
        return logged;
    }

    /**
     * @param at business time; now where it is missing
     */
    public record Command(
            ActivityId id,
            DealId deal,
            ActivityKind kind,
            @Nullable Instant at,
            String text,
            Actor by,
            Side side) {}
}
