package org.partnerportal.partner.agreements.messaging;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.partnerportal.messaging.WireEvent;
import org.partnerportal.partner.agreements.domain.Agreement;
import org.partnerportal.partner.agreements.domain.AgreementEvent;
import org.partnerportal.partner.agreements.domain.Terms;

/**
 * What others may read: the fact as the type, and how the agreement stands after it. Contracts:
 * {@code contracts/events/partner}.
 */
public final class AgreementWire {

    private AgreementWire() {}

    public static WireEvent of(Agreement agreement, AgreementEvent event) {
        return WireEvent.of(
                type(event), agreement.partner().value(), event.at(), snapshot(agreement));
    }

    private static String type(AgreementEvent event) {
        return switch (event) {
            case AgreementEvent.AgreementSent _ -> "partner.agreement-sent";
            case AgreementEvent.AgreementAccepted _ -> "partner.agreement-accepted";
            case AgreementEvent.AgreementInForce _ -> "partner.agreement-in-force";
            case AgreementEvent.AgreementDeclined _ -> "partner.agreement-declined";
            case AgreementEvent.AgreementExpired _ -> "partner.agreement-expired";
            case AgreementEvent.AgreementWithdrawn _ -> "partner.agreement-withdrawn";
        };
    }

    private static Snapshot snapshot(Agreement agreement) {
        Terms terms = agreement.terms();
        return new Snapshot(
                agreement.id().value(),
                agreement.partner().value(),
                terms.kind(),
                terms.template(),
                terms.templateVersion(),
                terms.language(),
                agreement.state().name().name(),
                terms.startsOn(),
                terms.acceptUntil().until(),
                terms.document().hash(),
                agreement
                        .state()
                        .accepted()
                        .map(acceptance -> acceptance.sealed().hash())
                        .orElse(null));
    }

    /** Nothing about persons: who accepted is in the evidence alone. */
    record Snapshot(
            String agreementId,
            String partnerId,
            String kind,
            String template,
            int templateVersion,
            String language,
            String state,
            LocalDate startsOn,
            Instant acceptUntil,
            String documentHash,
            @Nullable String sealedDocumentHash) {}
}
