package org.partnerportal.deal.registration.persistence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealDetails;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.DealType;
import org.partnerportal.deal.registration.domain.EndCustomer;
import org.partnerportal.deal.registration.domain.ExternalReference;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.deal.registration.domain.Progress;
import org.partnerportal.deal.registration.domain.SalesStage;
import org.partnerportal.deal.registration.domain.Term;
import org.partnerportal.kernel.Money;
import org.springframework.data.annotation.TypeAlias;

/**
 * A registration as it is stored, the inner part of its document: flat, so that lists can filter on
 * it.
 *
 * @param customerKey the customer's name folded, for searches whatever the case
 * @param type absent in what was stored before there were types: exclusive
 * @param movedAt when the stage was last moved
 * @param referenceKeys unique over all registrations; absent where there are none
 */
@TypeAlias("deal")
record DealDocument(
        String partnerId,
        CustomerDocument customer,
        String customerKey,
        List<LineDocument> products,
        @Nullable Money estimate,
        @Nullable LocalDate expectedCloseDate,
        @Nullable String description,
        @Nullable DealType type,
        @Nullable LocalDate tenderPublishedOn,
        SalesStage stage,
        @Nullable String nextStep,
        @Nullable List<Move> moves,
        @Nullable Instant movedAt,
        StateDocument status,
        @Nullable TermDocument term,
        @Nullable List<SubmissionDocument> submissions,
        @Nullable List<String> contributors,
        List<Reference> references,
        @Nullable List<String> referenceKeys,
        Instant registeredAt,
        @Nullable Instant submittedAt,
        @Nullable String batch,
        int claimLosses) {

    record Move(SalesStage stage, @Nullable String nextStep, @Nullable String by, Instant at) {}

    record Reference(String system, String id) {}

    static DealDocument of(Deal deal) {
        DealDetails details = deal.details();
        Progress progress = deal.progress();
        List<String> keys = deal.references().stream().map(ExternalReference::key).toList();
        return new DealDocument(
                deal.partner().value(),
                CustomerDocument.of(details.customer()),
                EndCustomer.folded(details.customer().name()),
                LineDocument.of(details.products()),
                details.estimate(),
                details.expectedCloseDate(),
                details.description(),
                details.type(),
                details.tenderPublishedOn(),
                progress.stage(),
                progress.nextStep(),
                orAbsent(progress.history().stream().map(DealDocument::move).toList()),
                progress.lastMovedAt().orElse(null),
                StateDocument.of(deal.state()),
                deal.term().equals(Term.NONE) ? null : TermDocument.of(deal.term()),
                orAbsent(deal.submissions().stream().map(SubmissionDocument::of).toList()),
                orAbsent(deal.contributors().stream().map(Actor::subject).sorted().toList()),
                deal.references().stream()
                        .map(reference -> new Reference(reference.system(), reference.id()))
                        .toList(),
                orAbsent(keys),
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
                        customer.toCustomer(),
                        LineDocument.toLines(products),
                        estimate,
                        expectedCloseDate,
                        description,
                        Objects.requireNonNullElse(type, DealType.EXCLUSIVE),
                        tenderPublishedOn),
                new Progress(
                        stage,
                        nextStep,
                        orEmpty(moves).stream()
                                .map(it ->
                                        new Progress.Move(
                                                it.stage(),
                                                it.nextStep(),
                                                it.by() == null ? null : new Actor(it.by()),
                                                it.at()))
                                .toList()),
                StateDocument.toState(status),
                TermDocument.toTerm(term),
                orEmpty(submissions).stream().map(SubmissionDocument::toSubmission).toList(),
                orEmpty(contributors).stream().map(Actor::new).collect(Collectors.toSet()),
                references.stream()
                        .map(reference -> new ExternalReference(reference.system(), reference.id()))
                        .toList(),
                registeredAt,
                submittedAt,
                batch,
                claimLosses,
                version);
    }

    private static Move move(Progress.Move move) {
        return new Move(
                move.stage(),
                move.nextStep(),
                move.by() == null ? null : move.by().subject(),
                move.at());
    }

    private static <T> @Nullable List<T> orAbsent(List<T> list) {
        return list.isEmpty() ? null : list;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
