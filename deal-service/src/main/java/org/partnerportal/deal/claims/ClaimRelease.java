package org.partnerportal.deal.claims;

import java.util.List;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.messaging.Envelope;
import org.partnerportal.messaging.EventConsumer;
import org.springframework.stereotype.Component;

/**
 * Frees the scope of registrations that hold it no longer. Driven by our own published facts,
 * because they come for certain, whatever crashed after the decision.
 */
@Component
class ClaimRelease implements EventConsumer {

    private final Claims claims;

    ClaimRelease(Claims claims) {
        this.claims = claims;
    }

    @Override
    public String name() {
        return "claims";
    }

    @Override
    public List<String> topics() {
        return List.of("deal.events.v1");
    }

    @Override
    public void on(Envelope event) {
        switch (event.type()) {
            case "deal.won",
                    "deal.lost",
                    "deal.expired",
                    "deal.withdrawn",
                    "deal.rejected",
                    "deal.revoked" -> {
                // What was taken over from an earlier system never held anything.
                if (!event.read(Ended.class).historic()) {
                    claims.release(new DealId(event.subject()), event.aggregateVersion());
                }
            }
            default -> {
                // The other facts leave claims as they are.
            }
        }
    }

    /** The one field that matters here. */
    record Ended(boolean historic) {}
}
