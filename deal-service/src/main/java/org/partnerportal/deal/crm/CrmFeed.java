package org.partnerportal.deal.crm;

import java.util.List;
import org.partnerportal.messaging.Envelope;
import org.partnerportal.messaging.EventConsumer;
import org.springframework.stereotype.Component;

/** Hears what the CRM says about opportunities. */
@Component
class CrmFeed implements EventConsumer {

    private final Opportunities opportunities;

    CrmFeed(Opportunities opportunities) {
        this.opportunities = opportunities;
    }

    @Override
    public String name() {
        return "crm";
    }

    @Override
    public List<String> topics() {
        return List.of("crm.events.v1");
    }

    @Override
    public void on(Envelope event) {
        opportunities.hear(
                new Opportunities.Fact(
                        event.id(), event.source(), event.type(), event.data().toString()));
    }
}
