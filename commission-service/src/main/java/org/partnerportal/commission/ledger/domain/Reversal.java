package org.partnerportal.commission.ledger.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.partnerportal.kernel.Money;

/**
 * A credit on an invoice's line, to be entered against the line's earning.
 *
 * @param seq counts the credit note's entries for the same invoice line, from 0
 * @param credited net credited by this entry
 * @param creditedBefore net credited on the same line by earlier entries
 * @param documentDate of the credit note
 */
public record Reversal(
        String creditNoteId,
        int seq,
        Money credited,
        BigDecimal creditedBefore,
        LocalDate documentDate,
        SourceEvent source) {}
