package org.partnerportal.stack.demo.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.partnerportal.kernel.Money;

/**
 * What must come out of the suite, computed from the CSV files alone, with none of the suite's
 * rules.
 *
 * @param refusedRows rows of the registrations file that the import must refuse
 * @param commissionByPartner by partner id; only partners that have won something
 * @param statements partner ids with each month that has a commission
 */
public record Figures(
        int registrations,
        NavigableSet<Integer> refusedRows,
        Tally total,
        NavigableMap<String, Tally> byRegion,
        NavigableMap<String, Tally> byProduct,
        NavigableMap<String, Tally> byPartner,
        NavigableMap<String, Money> commissionByPartner,
        NavigableMap<String, NavigableSet<YearMonth>> statements,
        Map<String, Outcome> open) {

    static final Currency USD = Money.currency("USD");
    private static final BigDecimal TIER = new BigDecimal("100000");
    private static final BigDecimal LOW = new BigDecimal("0.05");
    private static final BigDecimal HIGH = new BigDecimal("0.07");

    /** What became of historic registrations of one kind. */
    public record Tally(int won, int lost, Money revenue) {

        static final Tally NOTHING = new Tally(0, 0, Money.zero(USD));

        Tally plus(Closing closing) {
            return closing.won()
                    ? new Tally(won + 1, lost, revenue.plus(closing.amount()))
                    : new Tally(won, lost + 1, revenue);
        }
    }

    /** What a request to register an open opportunity must be answered. */
    public enum Outcome {
        APPROVED,
        CUSTOMER_PROTECTED,
        OWN_DUPLICATE
    }

    public static Figures of(CrmSales data) {
        Map<String, Registration> registrations = data.registrationsById();
        var refused = new TreeSet<Integer>();
        data.registrations().stream()
                .filter(it -> !it.isImportable())
                .forEach(it -> refused.add(it.row()));
        var byRegion = new TreeMap<String, Tally>();
        var byProduct = new TreeMap<String, Tally>();
        var byPartner = new TreeMap<String, Tally>();
        var statements = new TreeMap<String, NavigableSet<YearMonth>>();
        Tally total = Tally.NOTHING;
        for (Closing closing : data.closings()) {
            Registration registration = registrations.get(closing.opportunityId());
            if (registration == null || !registration.isImportable()) {
                throw new IllegalArgumentException(
                        closing.opportunityId() + " is closed and was never registered");
            }
            String partner = registration.partnerId();
            total = total.plus(closing);
            add(byRegion, data.partner(partner).region(), closing);
            add(byProduct, data.productOf(registration.product()).code(), closing);
            add(byPartner, partner, closing);
            if (closing.won()) {
                statements
                        .computeIfAbsent(partner, id -> new TreeSet<>())
                        .add(YearMonth.from(closing.on()));
            }
        }
        return new Figures(
                data.registrations().size() - refused.size(),
                refused,
                total,
                byRegion,
                byProduct,
                byPartner,
                commission(data, registrations),
                statements,
                outcomes(data));
    }

    public Money commission() {
        return Money.sum(USD, commissionByPartner.values());
    }

    public int count(Outcome outcome) {
        return Math.toIntExact(open.values().stream().filter(outcome::equals).count());
    }

    public int statementCount() {
        return statements.values().stream().mapToInt(NavigableSet::size).sum();
    }

    private static void add(Map<String, Tally> tallies, String key, Closing closing) {
        tallies.merge(key, Tally.NOTHING.plus(closing), (tally, _) -> tally.plus(closing));
    }

    /**
     * Marginal tiers per partner and calendar year of closing, rounded per invoice. In which order
     * the invoices of a year come changes lines and never sums, because whole dollars times whole
     * per cents need no rounding.
     */
    private static NavigableMap<String, Money> commission(
            CrmSales data, Map<String, Registration> registrations) {
        var commissions = new TreeMap<String, Money>();
        var reached = new HashMap<String, BigDecimal>();
        List<Closing> inOrder =
                data.closings().stream()
                        .filter(Closing::won)
                        .sorted(
                                Comparator.comparing(Closing::on)
                                        .thenComparing(Closing::opportunityId))
                        .toList();
        for (Closing closing : inOrder) {
            Registration registration = registrations.get(closing.opportunityId());
            if (registration == null) {
                throw new IllegalArgumentException(closing.opportunityId() + " is not registered");
            }
            String partner = registration.partnerId();
            BigDecimal base = closing.amount().amount();
            BigDecimal before =
                    reached.merge(partner + closing.on().getYear(), base, BigDecimal::add)
                            .subtract(base);
            BigDecimal low = TIER.subtract(before).max(BigDecimal.ZERO).min(base);
            BigDecimal exact = low.multiply(LOW).add(base.subtract(low).multiply(HIGH));
            commissions.merge(
                    partner, new Money(exact.setScale(2, RoundingMode.HALF_UP), USD), Money::plus);
        }
        return commissions;
    }

    /** What the credited part takes back of an invoice that lay wholly in the first tier. */
    public static Money reversalInFirstTier(Money credited) {
        return credited.times(LOW);
    }

    /** The first of each customer and product is approved; later ones meet it. */
    private static Map<String, Outcome> outcomes(CrmSales data) {
        var holders = new HashMap<List<String>, String>();
        return data.open().stream()
                .collect(
                        Collectors.toMap(
                                Opportunity::id,
                                it -> {
                                    String holder =
                                            holders.putIfAbsent(
                                                    List.of(
                                                            it.customer(),
                                                            data.productOf(it.product()).code()),
                                                    it.partnerId());
                                    if (holder == null) {
                                        return Outcome.APPROVED;
                                    }
                                    return holder.equals(it.partnerId())
                                            ? Outcome.OWN_DUPLICATE
                                            : Outcome.CUSTOMER_PROTECTED;
                                },
                                (first, _) -> first,
                                LinkedHashMap::new));
    }
}
