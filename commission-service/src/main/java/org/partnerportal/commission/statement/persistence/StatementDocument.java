package org.partnerportal.commission.statement.persistence;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.ledger.domain.AccountId;
import org.partnerportal.commission.statement.domain.Statement;
import org.partnerportal.commission.statement.domain.StatementId;
import org.partnerportal.commission.statement.domain.StatementState;
import org.partnerportal.kernel.Money;
import org.springframework.data.annotation.TypeAlias;

/**
 * A statement as it is stored.
 *
 * @param order month and account as one text that sorts
 */
@TypeAlias("statement")
record StatementDocument(
        String account,
        String partnerId,
        String currency,
        YearMonth period,
        String order,
        Money opening,
        Money earned,
        Money clawedBack,
        int lines,
        StatementState.Name status,
        Instant closedAt,
        @Nullable Instant issuedAt) {

    static StatementDocument of(Statement statement) {
        AccountId account = statement.account();
        return new StatementDocument(
                account.text(),
                account.partner().value(),
                account.currency().getCurrencyCode(),
                statement.period(),
                statement.period() + "|" + account.text(),
                statement.opening(),
                statement.earned(),
                statement.clawedBack(),
                statement.lines(),
                statement.state().name(),
                switch (statement.state()) {
                    case StatementState.Closed closed -> closed.at();
                    case StatementState.Issued issued -> issued.closedAt();
                },
                switch (statement.state()) {
                    case StatementState.Closed _ -> null;
                    case StatementState.Issued issued -> issued.at();
                });
    }

    Statement toStatement(String id, long version) {
        return new Statement(
                new StatementId(id),
                AccountId.parse(account),
                period,
                opening,
                earned,
                clawedBack,
                lines,
                switch (status) {
                    case ISSUED ->
                            new StatementState.Issued(closedAt, Objects.requireNonNull(issuedAt));
                    case CLOSED -> new StatementState.Closed(closedAt);
                    case OPEN -> throw new IllegalStateException("Open statements are not stored");
                },
                version);
    }
}
