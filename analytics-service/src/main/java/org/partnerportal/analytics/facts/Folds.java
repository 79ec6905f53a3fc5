package org.partnerportal.analytics.facts;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.analytics.AnalyticsSettings;
import org.partnerportal.kernel.Money;
import org.partnerportal.messaging.Envelope;
import org.springframework.stereotype.Component;

/**
 * What an event changes in the stored facts. A function of that event alone: no earlier event, no
 * clock and no store is asked, so that any replay ends in the same facts.
 */
@Component
public class Folds {

    private final AnalyticsSettings settings;
    private final DealFolds deals;

    public Folds(AnalyticsSettings settings) {
        this.settings = settings;
        this.deals = new DealFolds(settings.zone(), settings.currency());
    }

    /** The topics that figures are made of. */
    public static List<String> topics() {
        return List.of("partner.events.v1", "deal.events.v1", "commission.events.v1");
    }

    public List<Change> changes(Envelope event) {
        return switch (event.type()) {
            case "partner.created",
                    "partner.activated",
                    "partner.suspended",
                    "partner.reinstated",
                    "partner.terminated",
                    "partner.profile-changed",
                    "partner.removed" ->
                    partner(event);
            case "deal.submitted",
                    "deal.returned",
                    "deal.approved",
                    "deal.rejected",
                    "deal.withdrawn",
                    "deal.expired",
                    "deal.revoked",
                    "deal.won",
                    "deal.lost",
                    "deal.stage-changed",
                    "deal.imported",
                    "deal.removed" ->
                    deal(event);
            case "deal.product-listed" -> product(event);
            case "commission.accrued", "commission.clawed-back" -> earning(event);
            // Tolerant reader: the topics carry facts that no figure needs.
            default -> List.of();
        };
    }

    private static List<Change> partner(Envelope event) {
        PartnerChanged partner = event.read(PartnerChanged.class);
        return List.of(
                new Change.OfPartner(
                        partner.partnerId(),
                        event.aggregateVersion(),
                        new PartnerFact(
                                partner.name(), partner.region(), partner.channelManager())));
    }

    private List<Change> deal(Envelope event) {
        DealChanged deal = event.read(DealChanged.class);
        var whole =
                new Change.OfFact(
                        "deal|" + deal.dealId(), event.aggregateVersion(), deals.deal(deal));
        return switch (event.type()) {
            case "deal.approved" ->
                    List.of(
                            whole,
                            approval(
                                    event,
                                    deal,
                                    deals.approval(
                                            deal, BusinessDay.of(event.time(), settings.zone()))));
            case "deal.removed" -> List.of(whole, approval(event, deal, deals.nothing(deal)));
            default -> List.of(whole);
        };
    }

    private static Change approval(Envelope event, DealChanged deal, Fact fact) {
        return new Change.OfFact("approval|" + deal.dealId(), event.aggregateVersion(), fact);
    }

    private static List<Change> product(Envelope event) {
        ProductListed product = event.read(ProductListed.class);
        return List.of(
                new Change.OfProduct(
                        product.productCode(),
                        event.aggregateVersion(),
                        new ProductFact(product.name(), product.series())));
    }

    private List<Change> earning(Envelope event) {
        EarningLine line = event.read(EarningLine.class);
        LocalDate on = BusinessDay.of(line.documentDate(), settings.zone());
        Money money = line.amount().money();
        BigDecimal amount = money.amount();
        String product = line.productCode() == null ? Entry.NO_PRODUCT : line.productCode();
        boolean earned =
                switch (line.kind()) {
                    case "EARNING" -> true;
                    case "CLAWBACK" -> false;
                    default ->
                            throw new IllegalArgumentException(
                                    "Expected EARNING or CLAWBACK, not " + line.kind());
                };
        // A clawback is kept as the amount that is taken back, whichever sign it came with.
        Entry whole =
                earned ? Entry.earned(on, null, amount) : Entry.clawedBack(on, null, amount.abs());
        Entry byProduct =
                earned
                        ? Entry.earned(on, product, amount)
                        : Entry.clawedBack(on, product, amount.abs());
        return List.of(
                new Change.OfFact(
                        "line|" + line.lineId(),
                        event.aggregateVersion(),
                        new Fact(
                                line.partnerId(),
                                money.currency().getCurrencyCode(),
                                List.of(whole),
                                List.of(byProduct))));
    }

    /** The fields of a partner's snapshot that are used here. */
    record PartnerChanged(
            String partnerId,
            String name,
            @Nullable String region,
            @Nullable String channelManager) {}

    /** The fields of a listed product that are used here. */
    record ProductListed(String productCode, String name, @Nullable String series) {}
}
