package org.partnerportal.stack.bench.core;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.partnerportal.commission.invoice.domain.Beneficiary;
import org.partnerportal.commission.invoice.domain.Invoice;
import org.partnerportal.commission.invoice.domain.InvoiceId;
import org.partnerportal.commission.invoice.domain.InvoiceLine;
import org.partnerportal.commission.invoice.domain.Issue;
import org.partnerportal.commission.ledger.domain.AccountId;
import org.partnerportal.commission.ledger.domain.DealId;
import org.partnerportal.commission.ledger.domain.PartnerId;
import org.partnerportal.commission.ledger.domain.SourceEvent;
import org.partnerportal.commission.plan.domain.PlanCode;
import org.partnerportal.commission.plan.domain.PlanTerms;
import org.partnerportal.commission.plan.domain.PlanVersion;
import org.partnerportal.commission.plan.domain.RateTable;
import org.partnerportal.commission.plan.domain.Tier;
import org.partnerportal.commission.plan.domain.Trigger;
import org.partnerportal.kernel.Ids;
import org.partnerportal.kernel.Money;

/**
 * A year of invoices by a seed: one to nine lines each, one in twenty a discount, one in twenty
 * shipping, for partners of whom some reach the cap.
 */
final class InvoiceLines {

    static final Currency USD = Money.currency("USD");
    static final LocalDate BEGIN = LocalDate.parse("2017-01-01");
    static final long SEED = 20170101;

    /** Tiers and where they begin; the last earns nothing, which caps a partner's year. */
    static final List<Tier> TIERS =
            List.of(
                    tier("0", "5"),
                    tier("100000", "7"),
                    tier("500000", "9.5"),
                    tier("2400000", "0"));

    private InvoiceLines() {}

    /**
     * @param partner its number, from 0
     */
    record Issued(int partner, Invoice invoice) {}

    private static Tier tier(String from, String percent) {
        return new Tier(new BigDecimal(from), new BigDecimal(percent));
    }

    static PlanVersion plan() {
        var terms =
                new PlanTerms(
                        "Standard",
                        USD,
                        BEGIN,
                        Trigger.INVOICED,
                        new RateTable(RateTable.Mode.MARGINAL, TIERS));
        Instant at = Instant.parse("2017-01-01T00:00:00Z");
        return PlanVersion.draft(new PlanCode("standard"), 1, terms, "author")
                .next()
                .approve("approver", at)
                .next()
                .activate(BEGIN, at)
                .next();
    }

    static PartnerId partner(int number) {
        return new PartnerId(Ids.derived("ptr", "bench", Integer.toString(number)));
    }

    static AccountId account(int partner) {
        return new AccountId(partner(partner), USD);
    }

    static Beneficiary beneficiary(int partner) {
        return new Beneficiary(
                new DealId(Ids.derived("deal", Integer.toString(partner))), partner(partner));
    }

    /** In the order in which they are issued. */
    static List<Issued> generate(String name, int lines, int partners) {
        var random = new Random(SEED);
        var invoices = new ArrayList<Issued>();
        int left = lines;
        int days = LocalDate.of(2017, 12, 31).getDayOfYear();
        while (left > 0) {
            int number = invoices.size();
            int partner = random.nextInt(partners);
            var some = new ArrayList<InvoiceLine>();
            int count = Math.min(left, 1 + random.nextInt(9));
            for (int line = 1; line <= count; line++) {
                some.add(line(line, random));
            }
            int done = lines - left;
            left -= count;
            String id = name + "-" + number;
            Invoice invoice =
                    Invoice.unheard(new InvoiceId(id))
                            .issued(
                                    new Issue(
                                            id,
                                            "SO-" + partner,
                                            null,
                                            BEGIN.plusDays((long) done * days / lines),
                                            USD,
                                            some,
                                            new SourceEvent(
                                                    "/erp",
                                                    "evt-" + id,
                                                    "erp.invoice.issued",
                                                    Instant.EPOCH)))
                            .next()
                            .belongsTo(
                                    new Beneficiary(
                                            new DealId(
                                                    Ids.derived("deal", Integer.toString(partner))),
                                            partner(partner)))
                            .next();
            invoices.add(new Issued(partner, invoice));
        }
        return invoices;
    }

    private static InvoiceLine line(int number, Random random) {
        int kind = random.nextInt(20);
        long cents = kind == 0 ? -1 - random.nextInt(20_000) : 1 + random.nextInt(1_000_000);
        return new InvoiceLine(
                Integer.toString(number),
                "P-" + random.nextInt(50),
                BigDecimal.ONE,
                new Money(BigDecimal.valueOf(cents, 2), USD),
                Money.zero(USD),
                kind == 1 ? InvoiceLine.Kind.SHIPPING : InvoiceLine.Kind.GOODS);
    }
}
