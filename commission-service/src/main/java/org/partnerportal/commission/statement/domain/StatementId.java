package org.partnerportal.commission.statement.domain;

import java.time.YearMonth;
import org.partnerportal.commission.ledger.domain.AccountId;
import org.partnerportal.commission.ledger.domain.EntryId;
import org.partnerportal.kernel.Ids;

/** Names a statement, {@code stmt_...}; it follows from partner, month and currency. */
public record StatementId(String value) {

    public StatementId {
        Ids.checked(EntryId.STATEMENT, value);
    }

    public static StatementId of(AccountId account, YearMonth period) {
        return new StatementId(EntryId.closing(account, period).value());
    }

    @Override
    public String toString() {
        return value;
    }
}
