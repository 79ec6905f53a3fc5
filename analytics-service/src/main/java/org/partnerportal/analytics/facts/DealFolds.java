package org.partnerportal.analytics.facts;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Money;

/** What a deal's state adds to the figures. */
final class DealFolds {

    private final ZoneId zone;
    private final String defaultCurrency;

    DealFolds(ZoneId zone, String defaultCurrency) {
        this.zone = zone;
        this.defaultCurrency = defaultCurrency;
    }

    /** The deal as a whole, from its newest state alone. */
    Fact deal(DealChanged deal) {
        String currency = currency(deal);
        if (!isRegistered(deal)) {
            return Fact.nothing(deal.partnerId(), currency);
        }
        LocalDate registered = BusinessDay.of(deal.registeredAt(), zone);
        boolean isWon = deal.won() != null;
        Map<String, Money> parts =
                deal.won() == null ? Map.of() : parts(deal, deal.won().amount().money());
        var entries = new ArrayList<Entry>();
        var lines = new ArrayList<Entry>();
        entries.add(Entry.registered(registered, null, isWon));
        productsOf(deal)
                .forEach(product -> lines.add(Entry.registered(registered, product, isWon)));
        if (deal.won() != null) {
            LocalDate on = BusinessDay.of(deal.won().at(), zone);
            entries.add(Entry.won(on, null, deal.won().amount().money().amount()));
            parts.forEach((product, part) -> lines.add(Entry.won(on, product, part.amount())));
        } else if (deal.lost() != null) {
            LocalDate on = BusinessDay.of(deal.lost().at(), zone);
            entries.add(Entry.lost(on, null));
            productsOf(deal).forEach(product -> lines.add(Entry.lost(on, product)));
        }
        return new Fact(deal.partnerId(), currency, entries, lines);
    }

    /** Kept beside the deal, because its later states no longer tell when it was approved. */
    Fact approval(DealChanged deal, LocalDate on) {
        return new Fact(
                deal.partnerId(),
                currency(deal),
                List.of(Entry.approved(on, null)),
                productsOf(deal).stream().map(product -> Entry.approved(on, product)).toList());
    }

    Fact nothing(DealChanged deal) {
        return Fact.nothing(deal.partnerId(), currency(deal));
    }

    private static boolean isRegistered(DealChanged deal) {
        return !deal.state().equals("DRAFT") && !deal.state().equals("REMOVED");
    }

    private String currency(DealChanged deal) {
        return Optional.ofNullable(deal.won())
                .map(DealChanged.Won::amount)
                .or(() -> Optional.ofNullable(deal.estimate()))
                .or(() ->
                        products(deal).stream()
                                .map(DealChanged.Line::amount)
                                .filter(Objects::nonNull)
                                .findFirst())
                .map(amount -> amount.money().currency().getCurrencyCode())
                .orElse(defaultCurrency);
    }

    private static List<DealChanged.Line> products(DealChanged deal) {
        return deal.products() == null ? List.of() : deal.products();
    }

    private static List<String> productsOf(DealChanged deal) {
        List<String> codes =
                products(deal).stream().map(DealChanged.Line::productCode).distinct().toList();
        return codes.isEmpty() ? List.of(Entry.NO_PRODUCT) : codes;
    }

    /**
     * The total by product: the lines' own amounts where they add up to it, else the total split by
     * them, else in equal parts. The parts always add up to the total.
     */
    private static Map<String, Money> parts(DealChanged deal, Money total) {
        Map<String, @Nullable Money> known = amounts(deal, total);
        List<String> codes = productsOf(deal);
        List<Money> amounts = known.values().stream().filter(Objects::nonNull).toList();
        List<Money> parts;
        boolean allKnown = amounts.size() == codes.size();
        if (allKnown && Money.sum(total.currency(), amounts).equals(total)) {
            parts = amounts;
        } else if (allKnown
                && amounts.stream().noneMatch(Money::isNegative)
                && amounts.stream().anyMatch(Money::isPositive)) {
            parts = total.split(amounts.stream().map(Money::amount).toList());
        } else {
            parts = total.split(Collections.nCopies(codes.size(), BigDecimal.ONE));
        }
        var byProduct = new LinkedHashMap<String, Money>();
        for (int i = 0; i < codes.size(); i++) {
            byProduct.put(codes.get(i), parts.get(i));
        }
        return byProduct;
    }

    /**
     * Amounts by product in the total's currency; nothing where one of a product's is not known.
     */
    private static Map<String, @Nullable Money> amounts(DealChanged deal, Money total) {
        var known = new LinkedHashMap<String, @Nullable Money>();
        for (DealChanged.Line line : products(deal)) {
            Money amount = line.amount() == null ? null : line.amount().money();
            boolean usable = amount != null && amount.currency().equals(total.currency());
            if (!known.containsKey(line.productCode())) {
                known.put(line.productCode(), usable ? amount : null);
            } else {
                Money before = known.get(line.productCode());
                known.put(
                        line.productCode(),
                        before != null && amount != null && usable ? before.plus(amount) : null);
            }
        }
        return known;
    }
}
