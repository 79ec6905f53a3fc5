package org.partnerportal.partner.agreements.persistence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Deadline;
import org.partnerportal.partner.agreements.domain.Acceptance;
import org.partnerportal.partner.agreements.domain.Agreement;
import org.partnerportal.partner.agreements.domain.AgreementId;
import org.partnerportal.partner.agreements.domain.AgreementState;
import org.partnerportal.partner.agreements.domain.Evidence;
import org.partnerportal.partner.agreements.domain.StoredFile;
import org.partnerportal.partner.agreements.domain.Terms;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.springframework.data.annotation.TypeAlias;

/**
 * An agreement as it is stored: flat, so that lists can filter on it.
 *
 * @param openKey unique over all agreements; absent once it is closed
 * @param status all states in one shape; a state fills what it has
 */
@TypeAlias("agreement")
record AgreementDocument(
        String partnerId,
        @Nullable String openKey,
        String kind,
        String template,
        int templateVersion,
        String language,
        String statement,
        LocalDate startsOn,
        Instant startsAt,
        Instant acceptUntil,
        ZoneId zone,
        FileDocument document,
        String sentBy,
        Instant sentAt,
        AgreementState.Name status,
        @Nullable Instant statusAt,
        @Nullable String by,
        @Nullable String reason,
        @Nullable EvidenceDocument evidence,
        @Nullable FileDocument sealed) {

    record FileDocument(String hash, int length) {

        static FileDocument of(StoredFile file) {
            return new FileDocument(file.hash(), file.length());
        }

        StoredFile toFile() {
            return new StoredFile(hash, length);
        }
    }

    record EvidenceDocument(
            String subject,
            String username,
            String fullName,
            Instant at,
            String address,
            @Nullable String forwardedFor,
            @Nullable String userAgent,
            String locale,
            String documentHash,
            String statement,
            String correlationId) {

        static EvidenceDocument of(Evidence evidence) {
            return new EvidenceDocument(
                    evidence.subject(),
                    evidence.username(),
                    evidence.fullName(),
                    evidence.at(),
                    evidence.address(),
                    evidence.forwardedFor(),
                    evidence.userAgent(),
                    evidence.locale(),
                    evidence.documentHash(),
                    evidence.statement(),
                    evidence.correlationId());
        }

        Evidence toEvidence() {
            return new Evidence(
                    subject,
                    username,
                    fullName,
                    at,
                    address,
                    forwardedFor,
                    userAgent,
                    locale,
                    documentHash,
                    statement,
                    correlationId);
        }
    }

    static AgreementDocument of(Agreement agreement) {
        Terms terms = agreement.terms();
        AgreementState state = agreement.state();
        Acceptance acceptance = state.accepted().orElse(null);
        return new AgreementDocument(
                agreement.partner().value(),
                agreement.openKey().orElse(null),
                terms.kind(),
                terms.template(),
                terms.templateVersion(),
                terms.language(),
                terms.statement(),
                terms.startsOn(),
                terms.startsAt(),
                terms.acceptUntil().until(),
                terms.acceptUntil().zone(),
                FileDocument.of(terms.document()),
                agreement.sentBy(),
                agreement.sentAt(),
                state.name(),
                at(state),
                by(state),
                state instanceof AgreementState.Declined(_, _, var reason) ? reason : null,
                acceptance == null ? null : EvidenceDocument.of(acceptance.evidence()),
                acceptance == null ? null : FileDocument.of(acceptance.sealed()));
    }

    Agreement toAgreement(String id, long version) {
        return new Agreement(
                new AgreementId(id),
                new PartnerId(partnerId),
                new Terms(
                        kind,
                        template,
                        templateVersion,
                        language,
                        statement,
                        startsOn,
                        startsAt,
                        new Deadline(acceptUntil, zone),
                        document.toFile()),
                sentBy,
                sentAt,
                state(),
                version);
    }

    private AgreementState state() {
        return switch (status) {
            case SENT -> new AgreementState.Sent();
            case ACCEPTED -> new AgreementState.Accepted(acceptance());
            case IN_FORCE -> new AgreementState.InForce(acceptance(), there(statusAt));
            case DECLINED -> new AgreementState.Declined(there(by), there(statusAt), there(reason));
            case SIGNATURE_EXPIRED -> new AgreementState.SignatureExpired(there(statusAt));
            case WITHDRAWN -> new AgreementState.Withdrawn(there(by), there(statusAt));
        };
    }

    private Acceptance acceptance() {
        return new Acceptance(there(evidence).toEvidence(), there(sealed).toFile());
    }

    private static @Nullable Instant at(AgreementState state) {
        return switch (state) {
            case AgreementState.Sent _, AgreementState.Accepted _ -> null;
            case AgreementState.InForce(_, var since) -> since;
            case AgreementState.Declined(_, var at, _) -> at;
            case AgreementState.SignatureExpired(var at) -> at;
            case AgreementState.Withdrawn(_, var at) -> at;
        };
    }

    private static @Nullable String by(AgreementState state) {
        return switch (state) {
            case AgreementState.Declined(var by, _, _) -> by;
            case AgreementState.Withdrawn(var by, _) -> by;
            case AgreementState.Sent _,
                    AgreementState.Accepted _,
                    AgreementState.InForce _,
                    AgreementState.SignatureExpired _ ->
                    null;
        };
    }

    private static <T> T there(@Nullable T value) {
        return Objects.requireNonNull(value, "a field that this state always has");
    }
}
