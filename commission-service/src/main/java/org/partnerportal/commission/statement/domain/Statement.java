package org.partnerportal.commission.statement.domain;

import java.time.Instant;
import java.time.YearMonth;
import org.partnerportal.commission.ledger.domain.AccountId;
import org.partnerportal.commission.ledger.domain.LedgerEntry.Closing;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Money;

/**
 * A partner's month in one currency. Its figures come from the ledger's closing entry and never
 * change.
 *
 * @param opening carried forward from the month before; zero or negative
 * @param clawedBack zero or negative
 */
public record Statement(
        StatementId id,
        AccountId account,
        YearMonth period,
        Money opening,
        Money earned,
        Money clawedBack,
        int lines,
        StatementState state,
        long version) {

    public static Decided<Statement, StatementEvent> of(Closing closing) {
        var id = new StatementId(closing.id().value());
        return Decided.of(
                new Statement(
                        id,
                        closing.after().id(),
                        closing.period(),
                        closing.opening(),
                        closing.totals().earned(),
                        closing.totals().clawedBack(),
                        closing.totals().lines(),
                        new StatementState.Closed(closing.enteredAt()),
                        0),
                new StatementEvent.StatementClosed(id, closing.enteredAt()));
    }

    /** Tells the partner; telling it twice is once. */
    public Decided<Statement, StatementEvent> issue(Instant now) {
        return switch (state) {
            case StatementState.Closed closed ->
                    Decided.of(
                            new Statement(
                                    id,
                                    account,
                                    period,
                                    opening,
                                    earned,
                                    clawedBack,
                                    lines,
                                    new StatementState.Issued(closed.at(), now),
                                    version),
                            new StatementEvent.StatementIssued(id, now));
            case StatementState.Issued _ -> Decided.of(this);
        };
    }

    /** What the month ends with. */
    public Money closing() {
        return opening.plus(earned).plus(clawedBack);
    }

    /** What is owed to the partner. */
    public Money payable() {
        return closing().isNegative() ? Money.zero(account.currency()) : closing();
    }

    /** What the next month begins with. */
    public Money carriedForward() {
        return closing().isNegative() ? closing() : Money.zero(account.currency());
    }
}
