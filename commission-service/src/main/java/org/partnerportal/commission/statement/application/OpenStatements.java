package org.partnerportal.commission.statement.application;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.ledger.application.FindAccounts;
import org.partnerportal.commission.ledger.domain.Account;
import org.partnerportal.commission.ledger.domain.AccountId;
import org.partnerportal.commission.ledger.domain.Ledger;
import org.partnerportal.commission.ledger.domain.LedgerEntry.Line;
import org.partnerportal.commission.ledger.domain.Totals;
import org.partnerportal.commission.statement.domain.StatementId;
import org.partnerportal.kernel.Money;
import org.springframework.stereotype.Service;

/** Statements of months that are not closed: views of where the accounts stand. */
@Service
public class OpenStatements {

    private final FindAccounts accounts;
    private final Ledger ledger;

    public OpenStatements(FindAccounts accounts, Ledger ledger) {
        this.accounts = accounts;
        this.ledger = ledger;
    }

    /**
     * A month that goes on.
     *
     * @param opening what the last closed month left, in the first open month; zero in later ones,
     *     whose beginning is not known before
     */
    public record Open(
            StatementId id, AccountId account, YearMonth period, Money opening, Totals totals) {

        public Money closing() {
            return opening.plus(totals.sum());
        }
    }

    /** In the order of account and month, those after a position. */
    public List<Open> find(
            @Nullable Set<String> partners,
            @Nullable String currency,
            @Nullable YearMonth period,
            @Nullable Position after,
            int limit) {
        var found = new ArrayList<Open>();
        var filter = new FindAccounts.Filter(partners, currency);
        @Nullable String from = after == null ? null : after.account();
        boolean inclusive = after != null;
        while (found.size() < limit) {
            List<AccountId> batch = accounts.find(filter, from, inclusive, limit);
            for (AccountId id : batch) {
                for (Open open : of(ledger.account(id))) {
                    if ((period == null || open.period().equals(period))
                            && (after == null || after.isBefore(open))
                            && found.size() < limit) {
                        found.add(open);
                    }
                }
            }
            if (batch.size() < limit) {
                break;
            }
            from = batch.getLast().text();
            inclusive = false;
        }
        return found;
    }

    /** Where a list of open statements goes on. */
    public record Position(String account, YearMonth period) {

        boolean isBefore(Open open) {
            int order = account.compareTo(open.account().text());
            return order < 0 || (order == 0 && period.isBefore(open.period()));
        }
    }

    /** The open statement of this id, if any line will be stated in it. */
    public Optional<Open> find(String id) {
        return accounts.anyLineOf(id)
                .flatMap((Line line) ->
                        of(ledger.account(line.after().id())).stream()
                                .filter(open -> open.id().value().equals(id))
                                .findFirst());
    }

    private static List<Open> of(Account account) {
        Optional<YearMonth> first = account.nextToClose();
        return account.open().entrySet().stream()
                .map(month ->
                        new Open(
                                StatementId.of(account.id(), month.getKey()),
                                account.id(),
                                month.getKey(),
                                first.isPresent() && first.get().equals(month.getKey())
                                        ? account.carried()
                                        : Money.zero(account.id().currency()),
                                month.getValue()))
                .toList();
    }
}
