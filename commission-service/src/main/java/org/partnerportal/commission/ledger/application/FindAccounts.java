package org.partnerportal.commission.ledger.application;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.ledger.domain.AccountId;
import org.partnerportal.commission.ledger.domain.LedgerEntry.Line;

/** Reads which accounts there are. */
public interface FindAccounts {

    /**
     * In the order of their texts, those after a text.
     *
     * @param from exclusive, or inclusive
     */
    List<AccountId> find(Filter filter, @Nullable String from, boolean inclusive, int limit);

    long count(Filter filter);

    /** Some line of this statement, open or not; none where the statement has no lines. */
    Optional<Line> anyLineOf(String statementId);

    /**
     * What is asked for; what is null is not asked.
     *
     * @param partners only these partners'; empty finds nothing
     */
    record Filter(@Nullable Set<String> partners, @Nullable String currency) {}
}
