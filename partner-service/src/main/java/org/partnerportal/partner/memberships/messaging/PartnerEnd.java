package org.partnerportal.partner.memberships.messaging;

import java.util.List;
import org.partnerportal.messaging.Envelope;
import org.partnerportal.messaging.EventConsumer;
import org.partnerportal.partner.memberships.application.ChangeMembership;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.springframework.stereotype.Component;

/** When a partnership ends, its people's accounts end too. */
@Component
class PartnerEnd implements EventConsumer {

    private final ChangeMembership change;

    PartnerEnd(ChangeMembership change) {
        this.change = change;
    }

    @Override
    public String name() {
        return "memberships";
    }

    @Override
    public List<String> topics() {
        return List.of("partner.events.v1");
    }

    @Override
    public void on(Envelope event) {
        switch (event.type()) {
            case "partner.terminated" ->
                    change.endAll(new PartnerId(event.subject()), "The partnership has ended");
            default -> {
                // The other facts leave the people where they are.
            }
        }
    }
}
