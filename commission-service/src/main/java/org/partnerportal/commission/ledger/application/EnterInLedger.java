package org.partnerportal.commission.ledger.application;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.partnerportal.commission.ledger.domain.Account;
import org.partnerportal.commission.ledger.domain.AccountId;
import org.partnerportal.commission.ledger.domain.Ledger;
import org.partnerportal.commission.ledger.domain.LedgerEntry;
import org.partnerportal.commission.ledger.domain.LedgerEvent;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Decided;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Appends to an account's chain: looks at its end, decides, inserts. The store's unique keys decide
 * who was first; nothing here needs to be true for the ledger to be right.
 *
 * <p>The end of a chain is remembered from the last append, which saves a read. A remembered end
 * that is no longer the end loses against the unique sequence and is read anew. The locks only
 * spare the threads of one instance from racing each other.
 */
@Service
public class EnterInLedger {

    private static final int MAX_RACES = 50;
    private static final int MAX_REMEMBERED = 10_000;
    private static final int STRIPES = 64;

    private final Ledger ledger;
    private final Map<AccountId, Account> ends = new ConcurrentHashMap<>();
    private final Lock[] locks =
            IntStream.range(0, STRIPES).mapToObj(_ -> new ReentrantLock()).toArray(Lock[]::new);

    public EnterInLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Enters what is decided on the account as it stands.
     *
     * @param decision may run more than once; answers nothing where nothing is to be entered
     * @return the entry, which may have been made before; nothing where the decision was nothing
     */
    public Optional<LedgerEntry> handle(
            AccountId id, Function<Account, Optional<Decided<LedgerEntry, LedgerEvent>>> decision) {
        Lock lock = locks[Math.floorMod(id.hashCode(), STRIPES)];
        lock.lock();
        try {
            for (int race = 0; race < MAX_RACES; race++) {
                Account account = end(id);
                Optional<Decided<LedgerEntry, LedgerEvent>> decided = decision.apply(account);
                if (decided.isEmpty()) {
                    return Optional.empty();
                }
                try {
                    LedgerEntry entry = ledger.add(decided.get());
                    ends.put(id, entry.after());
                    return Optional.of(entry);
                } catch (DuplicateKeyException e) {
                    ends.remove(id);
                    Optional<LedgerEntry> before = ledger.find(decided.get().next().id());
                    if (before.isPresent()) {
                        return before;
                    }
                }
            }
            throw CommonRefusal.BUSY.because(id.text());
        } finally {
            lock.unlock();
        }
    }

    private Account end(AccountId id) {
        Account known = ends.get(id);
        if (known != null) {
            return known;
        }
        if (ends.size() >= MAX_REMEMBERED) {
            ends.clear();
        }
        Account read = ledger.account(id);
        ends.put(id, read);
        return read;
    }
}
