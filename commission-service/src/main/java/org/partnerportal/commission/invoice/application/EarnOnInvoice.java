package org.partnerportal.commission.invoice.application;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        Issue issue = invoice.issue();
        Beneficiary beneficiary = invoice.beneficiary();
        if (issue == null || beneficiary == null) {
            return;
        }
        var account = new AccountId(beneficiary.partner(), issue.currency());
        for (PlanVersion plan : plans.book().inForceOn(issue.issuedOn(), issue.currency())) {
            for (Earning earning : invoice.earnings(plan)) {
                Line earned = earn(account, earning, invoice.version() > 1);
                for (Reversal reversal : invoice.reversals(earning.invoiceLineId())) {
                    takeBack(account, earned, reversal);
                }
            }
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
            Invoice invoice = fresh.invoice();
            Issue issue = invoice.issue();
            Beneficiary beneficiary = invoice.beneficiary();
            if (issue == null || beneficiary == null) {
                continue;
            }
            var account = new AccountId(beneficiary.partner(), issue.currency());
            for (PlanVersion plan : book.inForceOn(issue.issuedOn(), issue.currency())) {
                for (Earning earning : invoice.earnings(plan)) {
                    entries.add(
                            new Entering(
                                    account,
                                    current -> current.earn(earning, clock.instant()),
                                    fresh.context()));
                }
            }
        }
        enter.handleAll(entries);
    }

    /**
     * @param probably whether the line has probably been entered before, so that looking is cheaper
     *     than trying
     */
    private Line earn(AccountId account, Earning earning, boolean probably) {
        EntryId id =
                EntryId.earning(
                        earning.invoiceId(),
                        earning.invoiceLineId(),
                        earning.plan().code(),
                        account.partner());
        Optional<LedgerEntry> entry =
                (probably ? ledger.find(id) : Optional.<LedgerEntry>empty())
                        .or(() ->
                                enter.handle(
                                        account,
                                        current ->
                                                Optional.of(
                                                        current.earn(earning, clock.instant()))));
        return (Line) entry.orElseThrow();
    }

    private void takeBack(AccountId account, Line earned, Reversal reversal) {
        EntryId id =
                EntryId.clawback(
                        reversal.creditNoteId(),
                        earned.invoiceLineId(),
                        reversal.seq(),
                        earned.planCode(),
                        account.partner());
        if (ledger.find(id).isEmpty()) {
            enter.handle(
                    account,
                    current -> Optional.of(current.takeBack(earned, reversal, clock.instant())));
        }
    }
}
