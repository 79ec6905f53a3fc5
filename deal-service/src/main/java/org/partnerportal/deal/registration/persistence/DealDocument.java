package org.partnerportal.deal.registration.persistence;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealDetails;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.DealState;
import org.partnerportal.deal.registration.domain.EndCustomer;
import org.partnerportal.deal.registration.domain.ExternalReference;
import org.partnerportal.deal.registration.domain.LossReason;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.deal.registration.domain.ProductLine;
import org.partnerportal.deal.registration.domain.Protection;
import org.partnerportal.deal.registration.domain.RejectionReason;
import org.partnerportal.deal.registration.domain.SalesStage;
import org.partnerportal.kernel.Deadline;
import org.partnerportal.kernel.Money;
import org.springframework.data.annotation.TypeAlias;

/**
 * A registration as it is stored, the inner part of its document: flat, so that lists can filter on
 * it.
 *
 * @param customerKey the customer's name folded, for searches whatever the case
 * @param referenceKeys unique over all registrations; absent where there are none
 */
@TypeAlias("deal")
record DealDocument(
        String partnerId,
        Customer customer,
        String customerKey,
        List<Line> products,
        @Nullable Money estimate,
        @Nullable LocalDate expectedCloseDate,
        @Nullable String description,
        SalesStage stage,
        StateDocument status,
        List<Reference> references,
        @Nullable List<String> referenceKeys,
        Instant registeredAt,
        @Nullable Instant submittedAt,
        @Nullable String batch,
        int claimLosses) {

    record Customer(
            String name,
            @Nullable String country,
            @Nullable String city,
            @Nullable String domain,
            @Nullable String vatId) {}

    record Line(String productCode, @Nullable BigDecimal quantity, @Nullable Money amount) {}

    record Reference(String system, String id) {}

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
    }

    static DealDocument of(Deal deal) {
        EndCustomer customer = deal.details().customer();
        List<String> keys = deal.references().stream().map(ExternalReference::key).toList();
        return new DealDocument(
                deal.partner().value(),
                new Customer(
                        customer.name(),
                        customer.country(),
                        customer.city(),
                        customer.domain(),
                        customer.vatId()),
                EndCustomer.folded(customer.name()),
                deal.details().products().stream()
                        .map(line -> new Line(line.productCode(), line.quantity(), line.amount()))
                        .toList(),
                deal.details().estimate(),
                deal.details().expectedCloseDate(),
                deal.details().description(),
                deal.stage(),
                status(deal.state()),
                deal.references().stream()
                        .map(reference -> new Reference(reference.system(), reference.id()))
                        .toList(),
                keys.isEmpty() ? null : keys,
                deal.registeredAt(),
                deal.submittedAt(),
                deal.batch(),
                deal.claimLosses());
    }

    Deal toDeal(String id, long version) {
        return new Deal(
                new DealId(id),
                new PartnerId(partnerId),
                new DealDetails(
                        new EndCustomer(
                                customer.name(),
                                customer.country(),
                                customer.city(),
                                customer.domain(),
                                customer.vatId()),
                        products.stream()
                                .map(line ->
                                        new ProductLine(
                                                line.productCode(), line.quantity(), line.amount()))
                                .toList(),
                        estimate,
                        expectedCloseDate,
                        description),
                stage,
                state(status),
                references.stream()
                        .map(reference -> new ExternalReference(reference.system(), reference.id()))
                        .toList(),
                registeredAt,
                submittedAt,
                batch,
                claimLosses,
                version);
    }

    private static StateDocument status(DealState state) {
        DealState.Name name = state.name();
        return switch (state) {
            case DealState.Draft _, DealState.Historic _ -> StateDocument.at(name, null, null);
            case DealState.Submitted(var by, var at) -> StateDocument.at(name, by, at);
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
                    StateDocument.at(name, by, at).because(reason.name(), comment);
            case DealState.Withdrawn(var at) -> StateDocument.at(name, null, at);
            case DealState.Expired(var at) -> StateDocument.at(name, null, at);
            case DealState.Revoked(var by, var at, var reason) ->
                    StateDocument.at(name, by, at).because(null, reason);
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
                    StateDocument.at(name, null, at).because(reason.name(), comment);
            case DealState.Removed(var at) -> StateDocument.at(name, null, at);
        };
    }

    private static DealState state(StateDocument status) {
        return switch (status.name()) {
            case DRAFT -> new DealState.Draft();
            case HISTORIC -> new DealState.Historic();
            case SUBMITTED -> new DealState.Submitted(by(status), at(status));
            case RETURNED ->
                    new DealState.Returned(
                            by(status),
                            at(status),
                            Objects.requireNonNullElse(status.fields(), List.of()),
                            there(status.comment()));
            case APPROVED ->
                    new DealState.Approved(
                            by(status),
                            at(status),
                            new Protection(
                                    new Deadline(
                                            there(status.protectedUntil()), there(status.zone()))));
            case REJECTED ->
                    new DealState.Rejected(
                            by(status),
                            at(status),
                            RejectionReason.valueOf(there(status.reason())),
                            there(status.comment()));
            case WITHDRAWN -> new DealState.Withdrawn(at(status));
            case EXPIRED -> new DealState.Expired(at(status));
            case REVOKED -> new DealState.Revoked(by(status), at(status), there(status.comment()));
            case WON ->
                    new DealState.Won(
                            at(status),
                            there(status.amount()),
                            there(status.orderReference()),
                            there(status.unprotected()));
            case LOST ->
                    new DealState.Lost(
                            at(status),
                            LossReason.valueOf(there(status.reason())),
                            status.comment());
            case REMOVED -> new DealState.Removed(at(status));
        };
    }

    private static Actor by(StateDocument status) {
        return new Actor(there(status.by()));
    }

    private static Instant at(StateDocument status) {
        return there(status.at());
    }

    private static <T> T there(@Nullable T value) {
        return Objects.requireNonNull(value, "a field that this state always has");
    }
}
