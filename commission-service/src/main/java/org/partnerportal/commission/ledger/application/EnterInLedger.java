package org.partnerportal.commission.ledger.application;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
import org.partnerportal.kernel.BulkAggregates.Addition;
import org.partnerportal.kernel.CommandContext;
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
        Lock lock = locks[stripe(id)];
        lock.lock();
        try {
            for (int race = 0; race < MAX_RACES; race++) {
                Account account = end(id);
                Optional<Decided<LedgerEntry, LedgerEvent>> decided = decision.apply(account);
                if (decided.isEmpty()) {
                    // Nothing is inserted that could lose against the present end.
                    Account present = ledger.account(id);
                    if (present.sequence() == account.sequence()) {
                        return Optional.empty();
                    }
                    ends.put(id, present);
                    continue;
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

    /**
     * Something to be entered on an account.
     *
     * @param decision what to enter on the account as it stands; may run more than once
     * @param context of what caused it
     */
    public record Entering(
            AccountId account,
            Function<Account, Decided<LedgerEntry, LedgerEvent>> decision,
            CommandContext context) {}

    /**
     * Enters many in their order with few writes. The store takes them in that order too, so a
     * chain never has a gap: where one finds its place or its cause taken, that one and all behind
     * it go the ordinary way.
     */
    public void handleAll(List<Entering> entries) {
        List<Lock> needed =
                entries.stream()
                        .map(entry -> stripe(entry.account()))
                        .distinct()
                        .sorted()
                        .map(stripe -> locks[stripe])
                        .toList();
        needed.forEach(Lock::lock);
        try {
            int entered = enter(entries);
            for (Entering entry : entries.subList(entered, entries.size())) {
                entry.context()
                        .run(() ->
                                handle(
                                        entry.account(),
                                        account -> Optional.of(entry.decision().apply(account))));
            }
        } finally {
            needed.forEach(Lock::unlock);
        }
    }

    private int enter(List<Entering> entries) {
        var after = new HashMap<AccountId, Account>();
        var additions = new ArrayList<Addition<LedgerEntry, LedgerEvent>>();
        for (Entering entry : entries) {
            Account account = after.computeIfAbsent(entry.account(), this::end);
            Decided<LedgerEntry, LedgerEvent> decided = entry.decision().apply(account);
            after.put(entry.account(), decided.next().after());
            additions.add(new Addition<>(decided, entry.context()));
        }
        List<LedgerEntry> added = ledger.addAll(additions);
        added.forEach(entry -> ends.put(entry.after().id(), entry.after()));
        return added.size();
    }

    private static int stripe(AccountId id) {
        return Math.floorMod(id.hashCode(), STRIPES);
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
