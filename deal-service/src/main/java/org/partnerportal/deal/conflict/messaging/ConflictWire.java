package org.partnerportal.deal.conflict.messaging;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.conflict.domain.ConflictCase;
import org.partnerportal.deal.conflict.domain.ConflictEvent;
import org.partnerportal.deal.conflict.domain.Decision;
import org.partnerportal.deal.conflict.domain.Party;
import org.partnerportal.deal.conflict.domain.Suspicion;
import org.partnerportal.messaging.WireEvent;

/**
 * What the vendor's systems may read of a conflict case: the fact as the type, and how the case
 * stands after it. It names both parties, so it is not for partners. Contracts: {@code
 * contracts/events/deal}.
 */
public final class ConflictWire {

    private ConflictWire() {}

    public static WireEvent of(ConflictCase conflict, ConflictEvent event) {
        return WireEvent.of(type(event), null, event.at(), snapshot(conflict));
    }

    private static String type(ConflictEvent event) {
        return switch (event) {
            case ConflictEvent.ConflictSuspected _ -> "deal.conflict-suspected";
            case ConflictEvent.ConflictResolved _ -> "deal.conflict-resolved";
            case ConflictEvent.ConflictAppealed _ -> "deal.conflict-appealed";
            case ConflictEvent.ConflictLapsed _ -> "deal.conflict-lapsed";
            case ConflictEvent.ConflictSettled _ -> "deal.conflict-settled";
        };
    }

    private static Snapshot snapshot(ConflictCase conflict) {
        Suspicion suspicion = conflict.suspicion();
        Decision decision = conflict.state().holding().orElse(null);
        return new Snapshot(
                conflict.id().value(),
                conflict.state().name().name(),
                conflict.parties().stream().map(PartyFact::of).toList(),
                suspicion.products(),
                suspicion.shownScore(),
                suspicion.evidence().stream()
                        .map(it -> new EvidenceFact(it.field(), it.code(), it.text()))
                        .toList(),
                suspicion.matcher(),
                conflict.due().until(),
                decision == null ? null : decision.resolution().name(),
                decision == null ? null : decision.standing(),
                decision == null ? null : decision.at());
    }

    /** Times are UTC; parties in the order in which their sales began. */
    record Snapshot(
            String conflictId,
            String state,
            List<PartyFact> parties,
            List<String> products,
            BigDecimal score,
            List<EvidenceFact> evidence,
            String matcher,
            Instant dueAt,
            @Nullable String resolution,
            @Nullable String standing,
            @Nullable Instant decidedAt) {}

    record PartyFact(String kind, String saleId, @Nullable String partnerId, Instant since) {

        static PartyFact of(Party party) {
            return new PartyFact(
                    party.isDirect() ? "DIRECT" : "REGISTRATION",
                    party.saleId(),
                    party.partner() == null ? null : party.partner().value(),
                    party.since());
        }
    }

    record EvidenceFact(String field, String code, String text) {}
}
