package org.partnerportal.commission.ledger.application;

import java.time.YearMonth;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.ledger.domain.EntryKind;
import org.partnerportal.commission.ledger.domain.LedgerEntry.Line;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;

/** Reads many lines at once. */
public interface FindLines {

    Page<Line> find(Filter filter, PageRequest page);

    /**
     * What is asked for; what is null is not asked.
     *
     * @param partners only these partners'; empty finds nothing
     * @param statementId lines that a statement holds or will hold
     */
    record Filter(
            @Nullable Set<String> partners,
            @Nullable YearMonth period,
            @Nullable String currency,
            @Nullable EntryKind kind,
            @Nullable String dealId,
            @Nullable String invoiceId,
            @Nullable String statementId) {

        /** The lines of one statement. */
        public static Filter ofStatement(String id) {
            return new Filter(null, null, null, null, null, null, id);
        }
    }
}
