package org.partnerportal.commission.invoice.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.ledger.domain.Earning;
import org.partnerportal.commission.ledger.domain.Reversal;
import org.partnerportal.commission.plan.domain.PlanVersion;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Money;

/**
 * Everything that the ERP has said about an invoice, in whichever order it came. What it earns
 * follows from these facts alone, so that the order of arrival changes nothing but the order of the
 * entries.
 *
 * @param issue none as long as only payments or credits have come
 * @param beneficiary none as long as its deal is not known
 * @param credits in the order in which they came
 */
public record Invoice(
        InvoiceId id,
        @Nullable Issue issue,
        @Nullable Beneficiary beneficiary,
        List<Payment> payments,
        List<Credit> credits,
        long version) {

    public Invoice {
        payments = List.copyOf(payments);
        credits = List.copyOf(credits);
    }

    /** An invoice of which nothing is known yet but its name. */
    public static Invoice unheard(InvoiceId id) {
        return new Invoice(id, null, null, List.of(), List.of(), 0);
    }

    /** Told again, it is no news; told differently, it is refused. */
    public Decided<Invoice, NoEvent> issued(Issue said) {
        if (issue == null) {
            return Decided.of(
                    new Invoice(
                            id, said, beneficiary, payments, decideAll(said, credits), version));
        }
        if (!issue.saysTheSameAs(said)) {
            throw InvoiceRefusal.ISSUED_DIFFERENTLY.because(id);
        }
        return Decided.of(this);
    }

    /** A payment, or the same one again. */
    public Decided<Invoice, NoEvent> paid(Payment payment) {
        if (payments.stream().anyMatch(payment::isTheSameAs)) {
            return Decided.of(this);
        }
        if (!payment.amount().isPositive()) {
            throw InvoiceRefusal.NOT_POSITIVE.because(payment.amount());
        }
        if (issue != null && !issue.currency().equals(payment.amount().currency())) {
            throw InvoiceRefusal.OTHER_CURRENCY.because(
                    issue.currency(), payment.amount().currency());
        }
        var all = new ArrayList<>(payments);
        all.add(payment);
        return Decided.of(new Invoice(id, issue, beneficiary, all, credits, version));
    }

    /**
     * A credit note, or the same one again. One that does not fit the invoice is kept as refused,
     * so that it ends alike whether it comes before or after its invoice.
     */
    public Decided<Invoice, NoEvent> credited(Credit credit) {
        Optional<Credit> known =
                credits.stream()
                        .filter(other -> other.creditNoteId().equals(credit.creditNoteId()))
                        .findFirst();
        if (known.isPresent()) {
            if (!known.get().saysTheSameAs(credit)) {
                throw InvoiceRefusal.CREDITED_DIFFERENTLY.because(credit.creditNoteId());
            }
            return Decided.of(this);
        }
        var all = new ArrayList<>(credits);
        all.add(credit);
        return Decided.of(
                new Invoice(
                        id,
                        issue,
                        beneficiary,
                        payments,
                        issue == null ? all : decideAll(issue, all),
                        version));
    }

    /** The deal is found; it stays with the invoice whatever happens to the deal. */
    public Decided<Invoice, NoEvent> belongsTo(Beneficiary found) {
        return beneficiary == null
                ? Decided.of(new Invoice(id, issue, found, payments, credits, version))
                : Decided.of(this);
    }

    private static List<Credit> decideAll(Issue issue, List<Credit> credits) {
        var credited = new HashMap<String, BigDecimal>();
        var decided = new ArrayList<Credit>();
        for (Credit credit : credits) {
            decided.add(
                    switch (credit.outcome()) {
                        case WAITING -> decide(issue, credit, credited);
                        case ACCEPTED, REFUSED -> credit;
                    });
            if (decided.getLast().outcome() == Credit.Outcome.ACCEPTED) {
                add(credited, decided.getLast());
            }
        }
        return decided;
    }

    private static Credit decide(Issue issue, Credit credit, Map<String, BigDecimal> before) {
        if (!credit.currency().equals(issue.currency())) {
            return credit.decided(Credit.Outcome.REFUSED, InvoiceRefusal.OTHER_CURRENCY);
        }
        var after = new HashMap<>(before);
        add(after, credit);
        for (Credit.CreditLine line : credit.lines()) {
            Optional<InvoiceLine> credited = issue.line(line.invoiceLineId());
            if (credited.isEmpty()) {
                return credit.decided(Credit.Outcome.REFUSED, InvoiceRefusal.UNKNOWN_LINE);
            }
            BigDecimal sum = after.getOrDefault(line.invoiceLineId(), BigDecimal.ZERO);
            if (sum.compareTo(credited.get().net().amount()) > 0) {
                return credit.decided(Credit.Outcome.REFUSED, InvoiceRefusal.OVER_CREDITED);
            }
        }
        return credit.decided(Credit.Outcome.ACCEPTED, null);
    }

    private static void add(Map<String, BigDecimal> sums, Credit credit) {
        credit.lines()
                .forEach(line ->
                        sums.merge(line.invoiceLineId(), line.net().amount(), BigDecimal::add));
    }

    /** Whether enough is known to say what it earns. */
    public boolean isComplete() {
        return issue != null && beneficiary != null;
    }

    /** What its lines earn under a plan; nothing as long as the plan's trigger has not happened. */
    public List<Earning> earnings(PlanVersion plan) {
        if (issue == null || beneficiary == null) {
            return List.of();
        }
        Optional<LocalDate> earnedOn =
                switch (plan.terms().trigger()) {
                    case INVOICED -> Optional.of(issue.issuedOn());
                    case PAID -> paidInFullOn();
                };
        if (earnedOn.isEmpty()) {
            return List.of();
        }
        var earnings = new ArrayList<Earning>(issue.lines().size());
        for (InvoiceLine line : issue.lines()) {
            if (line.earns()) {
                earnings.add(
                        new Earning(
                                plan,
                                beneficiary.deal(),
                                id.value(),
                                line.id(),
                                line.productCode(),
                                line.net(),
                                issue.issuedOn(),
                                earnedOn.get(),
                                issue.source()));
            }
        }
        return earnings;
    }

    /** What accepted credit notes take back of a line, in the order in which they came. */
    public List<Reversal> reversals(String lineId) {
        var reversals = new ArrayList<Reversal>();
        BigDecimal before = BigDecimal.ZERO;
        for (Credit credit : credits) {
            if (credit.outcome() != Credit.Outcome.ACCEPTED) {
                continue;
            }
            int seq = 0;
            for (Credit.CreditLine line : credit.lines()) {
                if (line.invoiceLineId().equals(lineId)) {
                    reversals.add(
                            new Reversal(
                                    credit.creditNoteId(),
                                    seq++,
                                    line.net(),
                                    before,
                                    credit.issuedOn(),
                                    credit.source()));
                    before = before.add(line.net().amount());
                }
            }
        }
        return reversals;
    }

    /**
     * The day on which nothing was left to pay: payments and credits together reach what the
     * invoice asks for, tax included. A credit frees its share of the line's tax too.
     */
    public Optional<LocalDate> paidInFullOn() {
        if (issue == null || payments.isEmpty()) {
            return Optional.empty();
        }
        var byDay = new TreeMap<LocalDate, Money>();
        payments.stream()
                .filter(payment -> payment.amount().currency().equals(issue.currency()))
                .forEach(payment -> byDay.merge(payment.paidOn(), payment.amount(), Money::plus));
        for (Credit credit : credits) {
            if (credit.outcome() == Credit.Outcome.ACCEPTED) {
                for (Credit.CreditLine line : credit.lines()) {
                    byDay.merge(credit.issuedOn(), freed(issue, line), Money::plus);
                }
            }
        }
        Money total = issue.gross();
        Money settled = Money.zero(issue.currency());
        for (Map.Entry<LocalDate, Money> day : byDay.entrySet()) {
            settled = settled.plus(day.getValue());
            if (settled.compareTo(total) >= 0) {
                return Optional.of(day.getKey());
            }
        }
        return Optional.empty();
    }

    private static Money freed(Issue issue, Credit.CreditLine credited) {
        return issue.line(credited.invoiceLineId())
                .map(line -> line.gross().proportion(credited.net().amount(), line.net().amount()))
                .orElse(Money.zero(issue.currency()));
    }

    /** Credit notes that do not fit the invoice. */
    public List<Credit> refusedCredits() {
        return credits.stream()
                .filter(credit -> credit.outcome() == Credit.Outcome.REFUSED)
                .toList();
    }
}
