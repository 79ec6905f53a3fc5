package org.partnerportal.deal.conflict.application;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.conflict.domain.ConflictCase;
import org.partnerportal.deal.conflict.domain.ConflictId;
import org.partnerportal.deal.conflict.domain.Conflicts;
import org.partnerportal.deal.conflict.domain.Resolution;
import org.partnerportal.deal.registration.application.Programme;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.Expected;
import org.springframework.stereotype.Service;

/** What people do with a case: take it up, decide it, appeal, decide the appeal. */
@Service
public class DecideConflict {

    private final Conflicts conflicts;
    private final ConflictSettings settings;
    private final Programme programme;
    private final Clock clock;

    DecideConflict(
            Conflicts conflicts, ConflictSettings settings, Programme programme, Clock clock) {
        this.conflicts = conflicts;
        this.settings = settings;
        this.programme = programme;
        this.clock = clock;
    }

    public ConflictCase handle(ConflictId id, Expected expected, Action action) {
        return conflicts.change(
                id,
                expected,
                conflict -> {
                    Instant now = clock.instant();
                    return switch (action) {
                        case Investigate(var by) -> conflict.investigate(by, now);
                        case Resolve(var verdict) ->
                                conflict.resolve(
                                        verdict.resolution(),
                                        verdict.standing(),
                                        verdict.by(),
                                        verdict.involved(),
                                        verdict.comment(),
                                        settings.rules(programme),
                                        now);
                        case Appeal(var by, var reason) -> conflict.appeal(by, reason, now);
                        case DecideAppeal(var verdict) ->
                                conflict.decideAppeal(
                                        verdict.resolution(),
                                        verdict.standing(),
                                        verdict.by(),
                                        verdict.involved(),
                                        verdict.comment(),
                                        now);
                    };
                });
    }

    /** What is to be done. */
    public sealed interface Action {}

    public record Investigate(Actor by) implements Action {}

    public record Resolve(Verdict verdict) implements Action {}

    public record Appeal(PartnerId by, String reason) implements Action {}

    public record DecideAppeal(Verdict verdict) implements Action {}

    /**
     * What somebody says.
     *
     * @param standing the sale that the customer has chosen
     * @param involved whether he looks after one of the partners
     */
    public record Verdict(
            Resolution resolution,
            @Nullable String standing,
            Actor by,
            boolean involved,
            String comment) {}
}
