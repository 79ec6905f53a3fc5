package org.partnerportal.deal.registration.application;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.probing.Probing;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealDetails;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.Deals;
import org.partnerportal.deal.registration.domain.ExternalReference;
import org.partnerportal.deal.registration.domain.LossReason;
import org.partnerportal.deal.registration.domain.RejectionReason;
import org.partnerportal.deal.registration.domain.SalesStage;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Money;
import org.springframework.stereotype.Service;

/** The actions that concern the registration alone: read, decide, save. */
@Service
public class ChangeDeal {

    private final Deals deals;
    private final Probing probing;
    private final Clock clock;

    ChangeDeal(Deals deals, Probing probing, Clock clock) {
        this.deals = deals;
        this.probing = probing;
        this.clock = clock;
    }

    public Deal handle(DealId id, Expected expected, Action action) {
        return deals.change(
                id,
                expected,
                deal -> {
                    Instant now = clock.instant();
                    return switch (action) {
                        case Edit(var details) -> deal.edit(details, now);
                        case Withdraw() -> {
                            var decided = deal.withdraw(now);
                            probing.takesBack(deal);
                            yield decided;
                        }
                        case GiveBack(var by, var fields, var comment) ->
                                deal.giveBack(by, fields, comment, now);
                        case Reject(var by, var reason, var comment) ->
                                deal.reject(by, reason, comment, now);
                        case Revoke(var by, var reason) -> deal.revoke(by, reason, now);
                        case ChangeStage(var stage) -> deal.changeStage(stage, now);
                        case Win(var at, var amount, var order) ->
                                deal.win(Optional.ofNullable(at).orElse(now), amount, order, now);
                        case Lose(var at, var reason, var comment) ->
                                deal.lose(
                                        Optional.ofNullable(at).orElse(now), reason, comment, now);
                        case Expire() -> deal.expire(now);
                        case KnowAs(var reference) -> deal.knownAs(reference);
                        case Remove() -> deal.remove(now);
                    };
                });
    }

    /** What is to be done; times are business times, now where none is given. */
    public sealed interface Action {}

    public record Edit(DealDetails details) implements Action {}

    public record Withdraw() implements Action {}

    public record GiveBack(Actor by, List<String> fields, String comment) implements Action {}

    public record Reject(Actor by, RejectionReason reason, String comment) implements Action {}

    public record Revoke(Actor by, String reason) implements Action {}

    public record ChangeStage(SalesStage stage) implements Action {}

    public record Win(@Nullable Instant at, Money amount, String orderReference)
            implements Action {}

    public record Lose(@Nullable Instant at, LossReason reason, @Nullable String comment)
            implements Action {}

    public record Expire() implements Action {}

    public record KnowAs(ExternalReference reference) implements Action {}

    public record Remove() implements Action {}
}
