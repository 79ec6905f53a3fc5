package org.partnerportal.commission.ledger.domain;

import java.util.Collection;
import java.util.Map;
import org.partnerportal.kernel.BulkAggregates;

/**
 * All accounts' chains. A new entry is refused as a duplicate key when its cause has been entered
 * before, or when another entry has taken its place in the chain: the store decides both.
 */
public interface Ledger extends BulkAggregates<EntryId, LedgerEntry, LedgerEvent> {

    /** Where the account stands after its last entry. */
    Account account(AccountId id);

    /** Those of these entries that have been made. */
    Map<EntryId, LedgerEntry> findAll(Collection<EntryId> ids);
}
