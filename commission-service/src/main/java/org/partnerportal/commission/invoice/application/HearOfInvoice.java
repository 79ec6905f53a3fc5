package org.partnerportal.commission.invoice.application;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.deals.WonDeal;
import org.partnerportal.commission.deals.WonDealListener;
import org.partnerportal.commission.deals.WonDeals;
import org.partnerportal.commission.invoice.domain.Beneficiary;
import org.partnerportal.commission.invoice.domain.Credit;
import org.partnerportal.commission.invoice.domain.DealReference;
import org.partnerportal.commission.invoice.domain.Invoice;
import org.partnerportal.commission.invoice.domain.InvoiceId;
import org.partnerportal.commission.invoice.domain.Invoices;
import org.partnerportal.commission.invoice.domain.Issue;
import org.partnerportal.commission.invoice.domain.NoEvent;
import org.partnerportal.commission.invoice.domain.Payment;
import org.partnerportal.commission.ledger.domain.DealId;
import org.partnerportal.commission.ledger.domain.PartnerId;
import org.partnerportal.kernel.BulkAggregates.Addition;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Takes in what the ERP says, in whichever order and however often. What cannot be applied yet
 * waits for its invoice or for its deal.
 */
@Service
public class HearOfInvoice implements WonDealListener {

    private static final Logger log = LoggerFactory.getLogger(HearOfInvoice.class);

    private final Invoices invoices;
    private final WonDeals deals;
    private final WaitingInvoices waiting;
    private final EarnOnInvoice earn;

    public HearOfInvoice(
            Invoices invoices, WonDeals deals, WaitingInvoices waiting, EarnOnInvoice earn) {
        this.invoices = invoices;
        this.deals = deals;
        this.waiting = waiting;
        this.earn = earn;
    }

    public void issued(InvoiceId id, Issue issue) {
        // The deal is looked up first, so that the usual invoice is stored once and for all.
        Optional<Beneficiary> beneficiary = beneficiary(issue.reference());
        Invoice invoice =
                store(
                        id,
                        current -> {
                            Invoice heard = current.issued(issue).next();
                            return beneficiary.map(heard::belongsTo).orElse(Decided.of(heard));
                        });
        if (invoice.version() > 1) {
            waiting.release(whole(id), id);
        }
        tellOfRefused(invoice);
        settle(invoice);
    }

    /**
     * An invoice of which the ERP tells.
     *
     * @param context of its telling
     */
    public record Told(InvoiceId id, Issue issue, CommandContext context) {}

    /**
     * Many issued invoices, in their order and with few writes. As soon as one is known already,
     * the rest goes one by one: then much of it will be.
     */
    public void issued(List<Told> told) {
        Map<DealReference, Beneficiary> beneficiaries =
                beneficiaries(told.stream().map(each -> each.issue().reference()).toList());
        List<Invoice> added =
                invoices.addAll(
                        told.stream()
                                .map(each ->
                                        new Addition<Invoice, NoEvent>(
                                                heard(
                                                        each,
                                                        beneficiaries.get(
                                                                each.issue().reference())),
                                                each.context()))
                                .toList());
        var complete = new ArrayList<EarnOnInvoice.Fresh>();
        for (int i = 0; i < added.size(); i++) {
            Invoice invoice = added.get(i);
            CommandContext context = told.get(i).context();
            if (invoice.isComplete()) {
                complete.add(new EarnOnInvoice.Fresh(invoice, context));
            } else {
                context.run(() -> settle(invoice));
            }
        }
        earn.handleAll(complete);
        for (Told each : told.subList(added.size(), told.size())) {
            each.context().run(() -> issued(each.id(), each.issue()));
        }
    }

    private static Decided<Invoice, NoEvent> heard(Told told, @Nullable Beneficiary beneficiary) {
        Invoice heard = Invoice.unheard(told.id()).issued(told.issue()).next();
        return beneficiary == null ? Decided.of(heard) : heard.belongsTo(beneficiary);
    }

    public void paid(InvoiceId id, Payment payment) {
        settle(tell(id, invoice -> invoice.paid(payment)));
    }

    public void credited(InvoiceId id, Credit credit) {
        Invoice invoice = tell(id, current -> current.credited(credit));
        if (invoice.issue() != null) {
            tellOfRefused(invoice);
        }
        settle(invoice);
    }

    /** What is about an invoice nearly always comes after it. */
    private Invoice tell(InvoiceId id, Function<Invoice, Decided<Invoice, NoEvent>> fact) {
        try {
            return invoices.change(id, Expected.any(), fact);
        } catch (Refused e) {
            if (e.refusal() != CommonRefusal.NOT_FOUND) {
                throw e;
            }
            return store(id, fact);
        }
    }

    /** New ones are inserted without looking; that is how nearly all come. */
    private Invoice store(InvoiceId id, Function<Invoice, Decided<Invoice, NoEvent>> fact) {
        try {
            return invoices.add(fact.apply(Invoice.unheard(id)));
        } catch (DuplicateKeyException e) {
            return invoices.change(id, Expected.any(), fact);
        }
    }

    /** Earns on it, or lets it wait for what is missing. */
    private void settle(Invoice invoice) {
        Issue issue = invoice.issue();
        if (issue == null) {
            waiting.park(whole(invoice.id()), invoice.id());
            // The invoice may have come between our write and the parking.
            if (invoices.get(invoice.id()).issue() != null) {
                waiting.release(whole(invoice.id()), invoice.id());
            }
        } else if (invoice.beneficiary() == null) {
            waiting.park(issue.reference().text(), invoice.id());
            // The deal may have come between our look and the parking; its feed writes first and
            // looks second, we park first and look second, so one of us sees the other.
            retry(issue.reference().text(), invoice.id());
        } else {
            earn.handle(invoice);
        }
    }

    @Override
    public void won(WonDeal deal) {
        retryAll(DealReference.deal(deal.dealId()).text());
        deal.orders().forEach(order -> retryAll(DealReference.order(order).text()));
    }

    private void retryAll(String reference) {
        waiting.waitingFor(reference).forEach(id -> retry(reference, id));
    }

    /** Looks again whether what the invoice waits for has come. */
    void retry(String reference, InvoiceId id) {
        Invoice invoice = invoices.get(id);
        Issue issue = invoice.issue();
        if (issue == null) {
            return;
        }
        Optional<Beneficiary> found =
                Optional.ofNullable(invoice.beneficiary()).or(() -> beneficiary(issue.reference()));
        if (found.isPresent()) {
            earn.handle(
                    invoices.change(id, Expected.any(), current -> current.belongsTo(found.get())));
            waiting.release(reference, id);
        }
    }

    private Optional<Beneficiary> beneficiary(DealReference reference) {
        Optional<WonDeal> deal =
                switch (reference.kind()) {
                    case DEAL -> deals.find(reference.id());
                    case ORDER -> deals.findByOrder(reference.id());
                };
        return deal.map(HearOfInvoice::earner);
    }

    private Map<DealReference, Beneficiary> beneficiaries(List<DealReference> references) {
        Map<DealReference.Kind, Set<String>> ids =
                references.stream()
                        .collect(
                                Collectors.groupingBy(
                                        DealReference::kind,
                                        Collectors.mapping(DealReference::id, Collectors.toSet())));
        var found = new HashMap<DealReference, Beneficiary>();
        deals.findAll(ids.getOrDefault(DealReference.Kind.DEAL, Set.of()))
                .forEach((id, deal) -> found.put(DealReference.deal(id), earner(deal)));
        deals.findByOrders(ids.getOrDefault(DealReference.Kind.ORDER, Set.of()))
                .forEach((order, deal) -> found.put(DealReference.order(order), earner(deal)));
        return found;
    }

    private static Beneficiary earner(WonDeal deal) {
        return new Beneficiary(new DealId(deal.dealId()), new PartnerId(deal.partnerId()));
    }

    private static String whole(InvoiceId id) {
        return "INVOICE:" + id;
    }

    private static void tellOfRefused(Invoice invoice) {
        invoice.refusedCredits()
                .forEach(credit ->
                        log.warn(
                                "Credit note {} does not fit invoice {} and takes nothing back: {}",
                                credit.creditNoteId(),
                                invoice.id(),
                                credit.refusal()));
    }
}
