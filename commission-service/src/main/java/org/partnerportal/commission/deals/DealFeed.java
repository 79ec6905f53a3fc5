package org.partnerportal.commission.deals;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.partnerportal.messaging.CopyFeed;
import org.partnerportal.messaging.Edition;
import org.partnerportal.messaging.Envelope;
import org.springframework.stereotype.Component;

/** Learns of won deals; before a deal is won, no invoice can be about it. */
@Component
class DealFeed implements CopyFeed {

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
    public List<String> collections() {
        return List.of(MongoWonDeals.DEALS, MongoWonDeals.ORDERS);
    }

    @Override
    public void write(Envelope event, Edition edition) {
        won(event).ifPresent(deal -> deals.put(edition, deal, event.aggregateVersion()));
    }

    @Override
    public void on(Envelope event) {
        write(event, Edition.LIVE);
        won(event).ifPresent(deal -> listeners.forEach(listener -> listener.won(deal)));
    }

    private static Optional<WonDeal> won(Envelope event) {
        return switch (event.type()) {
            case "deal.won" -> Optional.of(event.read(DealWon.class).toDeal());
            // Tolerant reader: only a won deal can be invoiced.
            default -> Optional.empty();
        };
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
