package org.partnerportal.partner.agreements.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.partner.agreements.domain.Acceptance;
import org.partnerportal.partner.agreements.domain.Agreement;
import org.partnerportal.partner.agreements.domain.AgreementAction;
import org.partnerportal.partner.agreements.domain.AgreementState;
import org.partnerportal.partner.agreements.domain.Terms;
import org.partnerportal.web.Caller;

/**
 * An agreement as its partner and the vendor see it.
 *
 * @param state as of now, whether or not a timer has come by
 * @param language of the document
 * @param startsOn its first day
 * @param acceptThrough the last day on which it can be accepted, in the vendor's zone
 * @param acceptUntil the same as an instant, exclusive
 * @param statement the words that are to be shown and confirmed with the acceptance
 * @param documentHash SHA-256 of the document that was offered; to be sent with the acceptance
 * @param sealedDocumentHash SHA-256 of the sealed document, once accepted
 * @param inForceSince while it is in force
 * @param closedAt when it was declined, withdrawn or ran out
 * @param reason why it was declined
 * @param allowedActions what this caller may do next
 * @param version also the ETag
 */
record AgreementView(
        String id,
        String partnerId,
        AgreementState.Name state,
        String kind,
        String template,
        int templateVersion,
        String language,
        LocalDate startsOn,
        LocalDate acceptThrough,
        Instant acceptUntil,
        Instant sentAt,
        String statement,
        String documentHash,
        @Nullable String sealedDocumentHash,
        @Nullable Instant acceptedAt,
        @Nullable String acceptedBy,
        @Nullable Instant inForceSince,
        @Nullable Instant closedAt,
        @Nullable String reason,
        List<AgreementAction> allowedActions,
        long version) {

    static AgreementView of(Agreement agreement, Caller caller, Instant now) {
        Terms terms = agreement.terms();
        AgreementState state = agreement.stateAt(now);
        Acceptance acceptance = state.accepted().orElse(null);
        return new AgreementView(
                agreement.id().value(),
                agreement.partner().value(),
                state.name(),
                terms.kind(),
                terms.template(),
                terms.templateVersion(),
                terms.language(),
                terms.startsOn(),
                terms.acceptUntil().lastDay(),
                terms.acceptUntil().until(),
                agreement.sentAt(),
                terms.statement(),
                terms.document().hash(),
                acceptance == null ? null : acceptance.sealed().hash(),
                acceptance == null ? null : acceptance.evidence().at(),
                acceptance == null ? null : acceptance.evidence().fullName(),
                state instanceof AgreementState.InForce(_, var since) ? since : null,
                switch (state) {
                    case AgreementState.Declined(_, var at, _) -> at;
                    case AgreementState.SignatureExpired(var at) -> at;
                    case AgreementState.Withdrawn(_, var at) -> at;
                    case AgreementState.Sent _,
                            AgreementState.Accepted _,
                            AgreementState.InForce _ ->
                            null;
                },
                state instanceof AgreementState.Declined(_, _, var reason) ? reason : null,
                agreement.allowed(now).stream()
                        .filter(action -> AgreementAccess.mayAsk(action, caller))
                        .toList(),
                agreement.version());
    }
}
