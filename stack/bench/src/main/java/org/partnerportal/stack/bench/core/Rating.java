package org.partnerportal.stack.bench.core;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.invoice.domain.InvoiceLine;
import org.partnerportal.commission.ledger.domain.Account;
import org.partnerportal.commission.ledger.domain.Earning;
import org.partnerportal.commission.ledger.domain.LedgerEntry.Line;
import org.partnerportal.commission.plan.domain.PlanBook;
import org.partnerportal.commission.plan.domain.PlanVersion;
import org.partnerportal.commission.plan.domain.Tier;
import org.partnerportal.stack.bench.measure.Goal;
import org.partnerportal.stack.bench.measure.Row;
import org.partnerportal.stack.bench.measure.Sample;
import org.partnerportal.stack.bench.measure.Side;
import org.partnerportal.stack.bench.measure.Sides;

/**
 * Commissions of a million invoice lines without a store: the plan in force, tiers and cap, the
 * year's base, the month's sums and the entry of the ledger; against the arithmetic alone.
 */
final class Rating {

    private static final String FIGURE = "cpu ns/line";
    private static final int PARTNERS = 2_000;

    /** Both compilers have had what they need by then. */
    private static final int WARM_UP = 5;

    private List<InvoiceLines.Issued> invoices = List.of();
    private int lines;

    static Row row() {
        return new Row(
                "core-rating",
                "commission of %,d invoice lines, tiers and cap, no I/O, checked by an oracle"
                        .formatted(Sizes.rows()),
                "exact decimal arithmetic on the same lines in the same JVM",
                List.of(Goal.atMost(FIGURE, 3, 1.5)),
                _ -> new Rating().open());
    }

    private Sides open() {
        lines = Sizes.rows();
        invoices = InvoiceLines.generate("INV", lines, PARTNERS);
        check();
        for (int i = 0; i < WARM_UP; i++) {
            rate();
            arithmetic();
        }
        return new Sides(
                new Side("commission-service", () -> timed(this::rate)),
                new Side("arithmetic", () -> timed(this::arithmetic)),
                List.of(),
                Sides.NO_STORE,
                () -> invoices = List.of());
    }

    private interface Work {
        BigDecimal sum();
    }

    private Sample timed(Work work) {
        long begin = System.nanoTime();
        Duration before = Clocked.processorTime();
        BigDecimal sum = work.sum();
        double cpu = Clocked.processorTime().minus(before).toNanos();
        return Sample.of(FIGURE, cpu / lines)
                .with("ns/line", (System.nanoTime() - begin) / (double) lines)
                .with("commission", sum.doubleValue());
    }

    /** Every line's amount must be what the rules say, not only their sum. */
    private void check() {
        var oracle = new Oracle(PARTNERS);
        var accounts = new Account[PARTNERS];
        PlanBook book = PlanBook.of(List.of(InvoiceLines.plan()));
        for (InvoiceLines.Issued issued : invoices) {
            List<BigDecimal> amounts =
                    enter(issued, book, accounts).stream()
                            .map(line -> line.amount().amount())
                            .toList();
            List<BigDecimal> expected = oracle.of(issued);
            if (!amounts.equals(expected)) {
                throw new IllegalStateException(
                        "invoice " + issued + " earned " + amounts + ", expected " + expected);
            }
        }
    }

    static List<Line> enter(
            InvoiceLines.Issued issued, PlanBook book, @Nullable Account[] accounts) {
        var entered = new ArrayList<Line>();
        var invoice = issued.invoice();
        var issue = Objects.requireNonNull(invoice.issue());
        Account account =
                Objects.requireNonNullElseGet(
                        accounts[issued.partner()],
                        () -> Account.empty(InvoiceLines.account(issued.partner())));
        for (PlanVersion plan : book.inForceOn(issue.issuedOn(), issue.currency())) {
            for (Earning earning : invoice.earnings(plan)) {
                var line = (Line) account.earn(earning, Instant.EPOCH).next();
                account = line.after();
                entered.add(line);
            }
        }
        accounts[issued.partner()] = account;
        return entered;
    }

    private BigDecimal rate() {
        var accounts = new Account[PARTNERS];
        PlanBook book = PlanBook.of(List.of(InvoiceLines.plan()));
        BigDecimal sum = BigDecimal.ZERO;
        for (InvoiceLines.Issued issued : invoices) {
            for (Line line : enter(issued, book, accounts)) {
                sum = sum.add(line.amount().amount());
            }
        }
        return sum;
    }

    private BigDecimal arithmetic() {
        BigDecimal[] from = InvoiceLines.TIERS.stream().map(Tier::from).toArray(BigDecimal[]::new);
        BigDecimal[] rate =
                InvoiceLines.TIERS.stream()
                        .map(tier -> tier.percent().movePointLeft(2))
                        .toArray(BigDecimal[]::new);
        var base = new BigDecimal[PARTNERS];
        Arrays.fill(base, BigDecimal.ZERO);
        BigDecimal sum = BigDecimal.ZERO;
        for (InvoiceLines.Issued issued : invoices) {
            for (InvoiceLine line : Objects.requireNonNull(issued.invoice().issue()).lines()) {
                if (line.kind() == InvoiceLine.Kind.SHIPPING) {
                    continue;
                }
                BigDecimal before = base[issued.partner()];
                BigDecimal after = before.add(line.net().amount());
                boolean undoes = line.net().isNegative();
                BigDecimal amount =
                        between(undoes ? after : before, undoes ? before : after, from, rate);
                sum = sum.add(undoes ? amount.negate() : amount);
                base[issued.partner()] = after;
            }
        }
        return sum;
    }

    private static BigDecimal between(
            BigDecimal low, BigDecimal high, BigDecimal[] from, BigDecimal[] rate) {
        BigDecimal exact = BigDecimal.ZERO;
        for (int tier = 0; tier < from.length; tier++) {
            BigDecimal start = tier == 0 ? low : low.max(from[tier]);
            BigDecimal end = tier + 1 == from.length ? high : high.min(from[tier + 1]);
            if (end.compareTo(start) > 0) {
                exact = exact.add(end.subtract(start).multiply(rate[tier]));
            }
        }
        return exact.setScale(2, RoundingMode.HALF_UP);
    }
}
