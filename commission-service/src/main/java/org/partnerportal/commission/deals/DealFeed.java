package org.partnerportal.commission.deals;

import java.util.LinkedHashSet;
import java.util.List;
import org.partnerportal.messaging.Envelope;
import org.partnerportal.messaging.EventConsumer;
import org.springframework.stereotype.Component;

/** Learns of won deals; before a deal is won, no invoice can be about it. */
@Component
class DealFeed implements EventConsumer {

    private final MongoWonDeals deals;
    private final List<WonDealListener> listeners;

    DealFeed(MongoWonDeals deals, List<WonDealListener> listeners) {
        this.deals = deals;
        this.listeners = listeners;
    }

    @Override
    public String name() {
        return "deals";
    }

    @Override
    public List<String> topics() {
        return List.of("deal.events.v1");
    }

    @Override
    public void on(Envelope event) {
        switch (event.type()) {
            case "deal.won" -> {
                WonDeal deal = event.read(DealWon.class).toDeal();
                deals.put(deal, event.aggregateVersion());
                listeners.forEach(listener -> listener.won(deal));
            }
            default -> {
                // Tolerant reader: only a won deal can be invoiced.
            }
        }
    }

    /** The fields of a deal's snapshot that are used here. */
    record DealWon(String dealId, String partnerId, List<Reference> externalReferences, Order won) {

        record Reference(String system, String id) {}

        record Order(String orderReference) {}

        WonDeal toDeal() {
            var orders = new LinkedHashSet<String>();
            orders.add(won.orderReference());
            externalReferences.stream()
                    .filter(reference -> reference.system().equals("erp"))
                    .forEach(reference -> orders.add(reference.id()));
            return new WonDeal(dealId, partnerId, List.copyOf(orders));
        }
    }
}
