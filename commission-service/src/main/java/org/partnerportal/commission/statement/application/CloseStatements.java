package org.partnerportal.commission.statement.application;

import java.time.Clock;
import java.time.YearMonth;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.ledger.application.EnterInLedger;
import org.partnerportal.commission.ledger.domain.AccountId;
import org.partnerportal.commission.ledger.domain.EntryId;
import org.partnerportal.commission.ledger.domain.Ledger;
import org.partnerportal.commission.ledger.domain.LedgerEntry;
import org.partnerportal.commission.ledger.domain.LedgerEntry.Closing;
import org.partnerportal.commission.statement.domain.Statement;
import org.partnerportal.commission.statement.domain.StatementId;
import org.partnerportal.commission.statement.domain.Statements;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Closes an account month by month. The ledger's closing entry is the closing; the statement
 * follows from it and is made up for where a crash came between the two.
 */
@Service
public class CloseStatements {

    private final EnterInLedger enter;
    private final Ledger ledger;
    private final Statements statements;
    private final Clock clock;

    public CloseStatements(EnterInLedger enter, Ledger ledger, Statements statements, Clock clock) {
        this.enter = enter;
        this.ledger = ledger;
        this.statements = statements;
        this.clock = clock;
    }

    /**
     * Closes all months up to this one.
     *
     * @return how many it closed; none when they were closed before
     */
    public int handle(AccountId account, YearMonth through) {
        int closed = 0;
        while (true) {
            Optional<LedgerEntry> entry =
                    enter.handle(
                            account,
                            current -> {
                                // Whoever closed the last month may have died before stating it,
                                // and nobody looks below the last.
                                stateLast(account, current.closedThrough());
                                return current.close(through, clock.instant());
                            });
            if (entry.isEmpty()) {
                return closed;
            }
            state(entry.get());
            closed++;
        }
    }

    private void stateLast(AccountId account, @Nullable YearMonth closed) {
        if (closed != null && statements.find(StatementId.of(account, closed)).isEmpty()) {
            ledger.find(EntryId.closing(account, closed)).ifPresent(this::state);
        }
    }

    private void state(LedgerEntry entry) {
        if (entry instanceof Closing closing) {
            try {
                statements.add(Statement.of(closing));
            } catch (DuplicateKeyException e) {
                // It was stated before; its figures are the closing's, then and now.
            }
        }
    }
}
