package org.partnerportal.commission.statement.web;

import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.statement.application.OpenStatements.Open;
import org.partnerportal.commission.statement.domain.Statement;
import org.partnerportal.commission.statement.domain.StatementState;
import org.partnerportal.kernel.Money;

/**
 * A partner's month in one currency; its lines are under {@code lines}.
 *
 * @param opening carried forward; zero or negative
 * @param clawedBack zero or negative
 * @param payable what is owed to the partner if the month ends like this
 * @param carriedForward what the next month begins with
 */
record StatementView(
        String id,
        String partnerId,
        YearMonth period,
        String currency,
        StatementState.Name state,
        Money opening,
        Money earned,
        Money clawedBack,
        Money closing,
        Money payable,
        Money carriedForward,
        int lineCount,
        String lines,
        @Nullable Instant closedAt,
        @Nullable Instant issuedAt) {

    static StatementView of(Statement statement) {
        return new StatementView(
                statement.id().value(),
                statement.account().partner().value(),
                statement.period(),
                statement.account().currency().getCurrencyCode(),
                statement.state().name(),
                statement.opening(),
                statement.earned(),
                statement.clawedBack(),
                statement.closing(),
                statement.payable(),
                statement.carriedForward(),
                statement.lines(),
                path(statement.id().value()),
                switch (statement.state()) {
                    case StatementState.Closed closed -> closed.at();
                    case StatementState.Issued issued -> issued.closedAt();
                },
                switch (statement.state()) {
                    case StatementState.Closed _ -> null;
                    case StatementState.Issued issued -> issued.at();
                });
    }

    static StatementView of(Open open) {
        Money closing = open.closing();
        Money nothing = Money.zero(open.account().currency());
        return new StatementView(
                open.id().value(),
                open.account().partner().value(),
                open.period(),
                open.account().currency().getCurrencyCode(),
                StatementState.Name.OPEN,
                open.opening(),
                open.totals().earned(),
                open.totals().clawedBack(),
                closing,
                closing.isNegative() ? nothing : closing,
                closing.isNegative() ? closing : nothing,
                open.totals().lines(),
                path(open.id().value()),
                null,
                null);
    }

    private static String path(String id) {
        return "/api/v1/statements/" + id + "/lines";
    }
}
