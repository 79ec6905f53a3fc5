package org.partnerportal.partner.agreements.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.partnerportal.partner.agreements.domain.Acceptance;
import org.partnerportal.partner.agreements.domain.Agreement;
import org.partnerportal.partner.agreements.domain.Evidence;

/**
 * Who accepted what, when and from where.
 *
 * @param form what sort of signature it is
 * @param subject of the person's account at the identity provider
 * @param fullName as the person wrote it
 * @param address from which the request came, as our own gateway saw it
 * @param forwardedFor the chain of addresses as it was claimed
 * @param locale the language that the person's program asked for
 * @param documentHash SHA-256 of what the person read
 * @param sealedDocumentHash SHA-256 of the sealed document
 * @param statement the words that were shown and confirmed
 * @param correlationId of the request, as it stands in logs and events
 */
record EvidenceView(
        String agreementId,
        String partnerId,
        String form,
        String subject,
        String username,
        String fullName,
        Instant at,
        String address,
        @Nullable String forwardedFor,
        @Nullable String userAgent,
        String locale,
        String documentHash,
        String sealedDocumentHash,
        String template,
        int templateVersion,
        String language,
        String statement,
        String correlationId) {

    static EvidenceView of(Agreement agreement, Acceptance acceptance) {
        Evidence evidence = acceptance.evidence();
        return new EvidenceView(
                agreement.id().value(),
                agreement.partner().value(),
                "SIMPLE_ELECTRONIC_SIGNATURE_SEALED",
                evidence.subject(),
                evidence.username(),
                evidence.fullName(),
                evidence.at(),
                evidence.address(),
                evidence.forwardedFor(),
                evidence.userAgent(),
                evidence.locale(),
                evidence.documentHash(),
                acceptance.sealed().hash(),
                agreement.terms().template(),
                agreement.terms().templateVersion(),
                agreement.terms().language(),
                evidence.statement(),
                evidence.correlationId());
    }
}
