package org.partnerportal.deal.registration.application;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.probing.Probing;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealAction.Side;
import org.partnerportal.deal.registration.domain.DealDetails;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.Deals;
import org.partnerportal.deal.registration.domain.ExternalReference;
import org.partnerportal.deal.registration.domain.LossReason;
import org.partnerportal.deal.registration.domain.RejectionReason;
import org.partnerportal.deal.registration.domain.RevocationReason;
import org.partnerportal.deal.registration.domain.SalesStage;
import org.partnerportal.deal.registration.domain.WatchRules;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Money;
import org.springframework.stereotype.Service;

/** The actions that concern the registration alone: read, decide, save. */
@Service
public class ChangeDeal {

    private final Deals deals;
    private final Probing probing;
    private final Programme programme;
    private final Clock clock;

    ChangeDeal(Deals deals, Probing probing, Programme programme, Clock clock) {
        this.deals = deals;
        this.probing = probing;
        this.programme = programme;
        this.clock = clock;
    }

    public Deal handle(DealId id, Expected expected, Action action) {
        return deals.change(
                id,
                expected,
                deal -> {
                    Instant now = clock.instant();
                    return switch (action) {
                        case Edit(var details, var side) ->
                                deal.edit(details, actor(), side, programme.rules(), now);
                        case Withdraw() -> {
                            var decided = deal.withdraw(now);
                            probing.takesBack(deal);
                            yield decided;
                        }
                        case GiveBack(var by, var fields, var comment) ->
                                deal.giveBack(by, fields, comment, now);
                        case Reject(var by, var reason, var comment) ->
                                deal.reject(by, reason, comment, now);
                        case Revoke(var by, var reason, var comment) ->
                                deal.revoke(by, reason, comment, now);
                        case ChangeStage(var stage, var nextStep) ->
                                deal.changeStage(stage, nextStep, actor(), now);
                        case RequestExtension(var by, var reason) ->
                                deal.requestExtension(by, reason, programme.rules(), now);
                        case GrantExtension(var by) ->
                                deal.grantExtension(by, programme.rules(), now);
                        case RefuseExtension(var by, var comment) ->
                                deal.refuseExtension(by, comment, now);
                        case Win(var at, var amount, var order) ->
                                deal.win(Optional.ofNullable(at).orElse(now), amount, order, now);
                        case Lose(var at, var reason, var comment) ->
                                deal.lose(
                                        Optional.ofNullable(at).orElse(now), reason, comment, now);
                        case Expire() -> deal.expire(now);
                        case Watch(var rules) -> deal.watch(rules, now);
                        case KnowAs(var reference) -> deal.knownAs(reference);
                        case Remove() -> deal.remove(now);
                    };
                });
    }

    /** Who asks, where the action does not say so. */
    private static Actor actor() {
        return new Actor(CommandContext.current().actor());
    }

    /** What is to be done; times are business times, now where none is given. */
    public sealed interface Action {}

    /**
     * @param side from which it comes; the vendor's people may correct on the partner's behalf
     */
    public record Edit(DealDetails details, Side side) implements Action {

        public Edit(DealDetails details) {
            this(details, Side.PARTNER);
        }
    }

    public record Withdraw() implements Action {}

    public record GiveBack(Actor by, List<String> fields, String comment) implements Action {}

    public record Reject(Actor by, RejectionReason reason, String comment) implements Action {}

    public record Revoke(Actor by, RevocationReason reason, @Nullable String comment)
            implements Action {

        public Revoke(Actor by, String comment) {
            this(by, RevocationReason.OTHER, comment);
        }
    }

    /**
     * @param nextStep none: as it was; blank: there is none any more
     */
    public record ChangeStage(SalesStage stage, @Nullable String nextStep) implements Action {

        public ChangeStage(SalesStage stage) {
            this(stage, null);
        }
    }

    public record RequestExtension(Actor by, String reason) implements Action {}

    public record GrantExtension(Actor by) implements Action {}

    public record RefuseExtension(Actor by, String comment) implements Action {}

    public record Win(@Nullable Instant at, Money amount, String orderReference)
            implements Action {}

    public record Lose(@Nullable Instant at, LossReason reason, @Nullable String comment)
            implements Action {}

    public record Expire() implements Action {}

    public record Watch(WatchRules rules) implements Action {}

    public record KnowAs(ExternalReference reference) implements Action {}

    public record Remove() implements Action {}
}
