package org.partnerportal.deal.registration.persistence;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.DealState;
import org.partnerportal.deal.registration.domain.LossReason;
import org.partnerportal.deal.registration.domain.Protection;
import org.partnerportal.deal.registration.domain.RejectionReason;
import org.partnerportal.deal.registration.domain.RevocationReason;
import org.partnerportal.kernel.Deadline;
import org.partnerportal.kernel.Money;

/** All states in one shape; a state fills what it has. */
record StateDocument(
        DealState.Name name,
        @Nullable String by,
        @Nullable Instant at,
        @Nullable List<String> fields,
        @Nullable String comment,
        @Nullable String reason,
        @Nullable Instant protectedUntil,
        @Nullable ZoneId zone,
        @Nullable Money amount,
        @Nullable String orderReference,
        @Nullable Boolean unprotected) {

    static StateDocument at(DealState.Name name, @Nullable Actor by, @Nullable Instant at) {
        return new StateDocument(
                name,
                by == null ? null : by.subject(),
                at,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    StateDocument because(@Nullable String why, @Nullable String words) {
        return new StateDocument(
                name,
                by,
                at,
                fields,
                words,
                why,
                protectedUntil,
                zone,
                amount,
                orderReference,
                unprotected);
    }

    static StateDocument of(DealState state) {
        DealState.Name name = state.name();
        return switch (state) {
            case DealState.Draft _, DealState.Historic _ -> at(name, null, null);
            case DealState.Submitted(var by, var at) -> at(name, by, at);
            case DealState.Returned(var by, var at, var fields, var comment) ->
                    new StateDocument(
                            name,
                            by.subject(),
                            at,
                            fields,
                            comment,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null);
            case DealState.Approved(var by, var at, var protection) ->
                    new StateDocument(
                            name,
                            by.subject(),
                            at,
                            null,
                            null,
                            null,
                            protection.until(),
                            protection.deadline().zone(),
                            null,
                            null,
                            null);
            case DealState.Rejected(var by, var at, var reason, var comment) ->
                    at(name, by, at).because(reason.name(), comment);
            case DealState.Withdrawn(var at) -> at(name, null, at);
            case DealState.Expired(var at) -> at(name, null, at);
            case DealState.Revoked(var by, var at, var reason, var comment) ->
                    at(name, by, at).because(reason.name(), comment);
            case DealState.Won(var at, var amount, var order, var unprotected) ->
                    new StateDocument(
                            name,
                            null,
                            at,
                            null,
                            null,
                            null,
                            null,
                            null,
                            amount,
                            order,
                            unprotected);
            case DealState.Lost(var at, var reason, var comment) ->
                    at(name, null, at).because(reason.name(), comment);
            case DealState.Removed(var at) -> at(name, null, at);
        };
    }

    static DealState toState(StateDocument status) {
        return switch (status.name()) {
            case DRAFT -> new DealState.Draft();
            case HISTORIC -> new DealState.Historic();
            case SUBMITTED -> new DealState.Submitted(status.actor(), status.time());
            case RETURNED ->
                    new DealState.Returned(
                            status.actor(),
                            status.time(),
                            Objects.requireNonNullElse(status.fields(), List.of()),
                            there(status.comment()));
            case APPROVED ->
                    new DealState.Approved(
                            status.actor(),
                            status.time(),
                            new Protection(
                                    new Deadline(
                                            there(status.protectedUntil()), there(status.zone()))));
            case REJECTED ->
                    new DealState.Rejected(
                            status.actor(),
                            status.time(),
                            RejectionReason.valueOf(there(status.reason())),
                            there(status.comment()));
            case WITHDRAWN -> new DealState.Withdrawn(status.time());
            case EXPIRED -> new DealState.Expired(status.time());
            case REVOKED ->
                    new DealState.Revoked(
                            status.actor(),
                            status.time(),
                            status.reason() == null
                                    ? RevocationReason.OTHER
                                    : RevocationReason.valueOf(status.reason()),
                            status.comment());
            case WON ->
                    new DealState.Won(
                            status.time(),
                            there(status.amount()),
                            there(status.orderReference()),
                            there(status.unprotected()));
            case LOST ->
                    new DealState.Lost(
                            status.time(),
                            LossReason.valueOf(there(status.reason())),
                            status.comment());
            case REMOVED -> new DealState.Removed(status.time());
        };
    }

    private Actor actor() {
        return new Actor(there(by));
    }

    private Instant time() {
        return there(at);
    }

    private static <T> T there(@Nullable T value) {
        return Objects.requireNonNull(value, "a field that this state always has");
    }
}
