package org.partnerportal.commission.ledger.domain;

import java.time.YearMonth;
import org.partnerportal.commission.plan.domain.PlanCode;
import org.partnerportal.kernel.Ids;
import org.partnerportal.kernel.LateText;

/**
 * Names an entry. It follows from what caused the entry, so that the same cause can never be
 * entered twice. Earnings are keyed by the plan and not by its version: a line of an invoice earns
 * once under a plan, whichever version counts.
 */
public record EntryId(LateText text) {

    public static final String LINE = "line";
    public static final String STATEMENT = "stmt";

    /** The name of an entry as it lies in the store. */
    public EntryId(String value) {
        this(LateText.of(value));
    }

    public String value() {
        return text.toString();
    }

    /** The earning of an invoice's line. */
    public static EntryId earning(
            String invoiceId, String invoiceLineId, PlanCode plan, PartnerId partner) {
        return new EntryId(
                LateText.by(() ->
                        Ids.derived(
                                LINE,
                                "erp.invoice",
                                invoiceId,
                                invoiceLineId,
                                plan.value(),
                                partner.value(),
                                EntryKind.EARNING.name(),
                                "0")));
    }

    /**
     * What a credit note takes back of an earning.
     *
     * @param seq counts the credit note's entries for the same invoice line, from 0
     */
    public static EntryId clawback(
            String creditNoteId, String invoiceLineId, int seq, PlanCode plan, PartnerId partner) {
        return new EntryId(
                LateText.by(() ->
                        Ids.derived(
                                LINE,
                                "erp.credit-note",
                                creditNoteId,
                                invoiceLineId,
                                plan.value(),
                                partner.value(),
                                EntryKind.CLAWBACK.name(),
                                Integer.toString(seq))));
    }

    /** The closing of an account's month; the statement of that month has the same id. */
    public static EntryId closing(AccountId account, YearMonth period) {
        return new EntryId(
                LateText.by(() ->
                        Ids.derived(
                                STATEMENT,
                                account.partner().value(),
                                account.currency().getCurrencyCode(),
                                period.toString())));
    }

    @Override
    public String toString() {
        return value();
    }
}
