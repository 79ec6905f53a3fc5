package org.partnerportal.commission.invoice.application;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.partnerportal.commission.invoice.domain.Beneficiary;
import org.partnerportal.commission.invoice.domain.Invoice;
import org.partnerportal.commission.invoice.domain.Issue;
import org.partnerportal.commission.ledger.application.EnterInLedger;
import org.partnerportal.commission.ledger.application.EnterInLedger.Entering;
import org.partnerportal.commission.ledger.domain.AccountId;
import org.partnerportal.commission.ledger.domain.Earning;
import org.partnerportal.commission.ledger.domain.EntryId;
import org.partnerportal.commission.ledger.domain.Ledger;
import org.partnerportal.commission.ledger.domain.LedgerEntry;
import org.partnerportal.commission.ledger.domain.LedgerEntry.Line;
import org.partnerportal.commission.ledger.domain.Reversal;
import org.partnerportal.commission.plan.application.CurrentPlans;
import org.partnerportal.commission.plan.domain.PlanBook;
import org.partnerportal.commission.plan.domain.PlanVersion;
import org.partnerportal.kernel.CommandContext;
import org.springframework.stereotype.Service;

/**
 * Enters what an invoice earns and what its credit notes take back. It may be asked any number of
 * times; what has been entered is not entered again.
 */
@Service
public class EarnOnInvoice {

    private final CurrentPlans plans;
    private final EnterInLedger enter;
    private final Ledger ledger;
    private final Clock clock;

    public EarnOnInvoice(CurrentPlans plans, EnterInLedger enter, Ledger ledger, Clock clock) {
        this.plans = plans;
        this.enter = enter;
        this.ledger = ledger;
        this.clock = clock;
    }

    public void handle(Invoice invoice) {
        List<Due> due = due(invoice, plans.book());
        if (due.isEmpty()) {
            return;
        }
        // Of a new invoice nothing has been entered: to try is cheaper than to look.
        Map<EntryId, LedgerEntry> entered =
                invoice.version() > 1
                        ? ledger.findAll(due.stream().flatMap(Due::ids).toList())
                        : Map.of();
        due.forEach(each -> enter(each, entered));
    }

    /** What is to be entered for an invoice; nothing as long as it is not complete. */
    private static List<Due> due(Invoice invoice, PlanBook book) {
        Issue issue = invoice.issue();
        Beneficiary beneficiary = invoice.beneficiary();
        if (issue == null || beneficiary == null) {
            return List.of();
        }
        var account = new AccountId(beneficiary.partner(), issue.currency());
        var due = new ArrayList<Due>();
        for (PlanVersion plan : book.inForceOn(issue.issuedOn(), issue.currency())) {
            for (Earning earning : invoice.earnings(plan)) {
                due.add(Due.of(account, earning, invoice.reversals(earning.invoiceLineId())));
            }
        }
        return due;
    }

    private void enter(Due due, Map<EntryId, LedgerEntry> entered) {
        LedgerEntry earned = entered.get(due.id());
        Line line = (Line) (earned == null ? earn(due) : earned);
        for (Reversal reversal : due.reversals()) {
            if (!entered.containsKey(due.id(reversal))) {
                enter.handle(
                        due.account(),
                        current -> Optional.of(current.takeBack(line, reversal, clock.instant())));
            }
        }
    }

    private LedgerEntry earn(Due due) {
        return enter.handle(
                        due.account(),
                        current -> Optional.of(current.earn(due.earning(), clock.instant())))
                .orElseThrow();
    }

    /** What is to be in the ledger for a line of an invoice under one plan. */
    private record Due(EntryId id, AccountId account, Earning earning, List<Reversal> reversals) {

        static Due of(AccountId account, Earning earning, List<Reversal> reversals) {
            EntryId id =
                    EntryId.earning(
                            earning.invoiceId(),
                            earning.invoiceLineId(),
                            earning.plan().code(),
                            account.partner());
            return new Due(id, account, earning, reversals);
        }

        EntryId id(Reversal reversal) {
            return EntryId.clawback(
                    reversal.creditNoteId(),
                    earning.invoiceLineId(),
                    reversal.seq(),
                    earning.plan().code(),
                    account.partner());
        }

        Stream<EntryId> ids() {
            return Stream.concat(Stream.of(id), reversals.stream().map(this::id));
        }
    }

    /**
     * An invoice that nothing has been entered for.
     *
     * @param context of what told of it
     */
    record Fresh(Invoice invoice, CommandContext context) {}

    /** Enters what many new invoices earn, in their order. */
    void handleAll(List<Fresh> invoices) {
        PlanBook book = plans.book();
        var entries = new ArrayList<Entering>();
        for (Fresh fresh : invoices) {
            for (Due due : due(fresh.invoice(), book)) {
                entries.add(
                        new Entering(
                                due.account(),
                                current -> current.earn(due.earning(), clock.instant()),
                                fresh.context()));
            }
        }
        enter.handleAll(entries);
    }
}
