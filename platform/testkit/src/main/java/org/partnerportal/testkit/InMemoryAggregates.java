package org.partnerportal.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.partnerportal.kernel.BulkAggregates;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.CommandContext.CommandKey;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Expected;
import org.springframework.dao.DuplicateKeyException;

/**
 * Aggregates without a store, with the same promises; for use case tests. Remembers what happened.
 */
public class InMemoryAggregates<I, A, E> implements BulkAggregates<I, A, E> {

    private record Stored<A>(A aggregate, long version, Map<String, String> keys) {}

    private final Map<I, Stored<A>> stored = new HashMap<>();
    private final List<E> events = new ArrayList<>();
    private final Function<A, I> idOf;
    private final BiFunction<A, Long, A> withVersion;

    /**
     * @param idOf the aggregate's id
     * @param withVersion the same aggregate at another version
     */
    public InMemoryAggregates(Function<A, I> idOf, BiFunction<A, Long, A> withVersion) {
        this.idOf = idOf;
        this.withVersion = withVersion;
    }

    /** All events so far, in order. */
    public final List<E> events() {
        return List.copyOf(events);
    }

    public final List<A> all() {
        return stored.values().stream().map(Stored::aggregate).toList();
    }

    @Override
    public synchronized Optional<A> find(I id) {
        return Optional.ofNullable(stored.get(id)).map(Stored::aggregate);
    }

    @Override
    public synchronized A add(Decided<A, E> decided) {
        I id = idOf.apply(decided.next());
        Stored<A> existing = stored.get(id);
        if (existing != null) {
            if (alreadyDone(existing)) {
                return existing.aggregate();
            }
            throw new DuplicateKeyException("There is one with the same id: " + id);
        }
        return store(id, decided, 1, Map.of());
    }

    @Override
    public synchronized List<A> addAll(List<Addition<A, E>> additions) {
        var added = new ArrayList<A>();
        for (Addition<A, E> addition : additions) {
            try {
                added.add(addition.context().call(() -> add(addition.decided())));
            } catch (DuplicateKeyException e) {
                break;
            }
        }
        return added;
    }

    @Override
    public synchronized A change(I id, Expected expected, Function<A, Decided<A, E>> decision) {
        Stored<A> current = stored.get(id);
        if (current == null) {
            throw CommonRefusal.NOT_FOUND.because(String.valueOf(id));
        }
        if (alreadyDone(current)) {
            return current.aggregate();
        }
        expected.check(current.version());
        Decided<A, E> decided = decision.apply(current.aggregate());
        if (decided.events().isEmpty() && decided.next().equals(current.aggregate())) {
            return current.aggregate();
        }
        return store(id, decided, current.version() + 1, current.keys());
    }

    private A store(I id, Decided<A, E> decided, long version, Map<String, String> keys) {
        A saved = withVersion.apply(decided.next(), version);
        var remembered = new HashMap<>(keys);
        CommandContext.current()
                .commandKey()
                .ifPresent(key -> remembered.put(key.key(), key.digest()));
        stored.put(id, new Stored<>(saved, version, remembered));
        events.addAll(decided.events());
        return saved;
    }

    private static boolean alreadyDone(Stored<?> document) {
        CommandKey key = CommandContext.current().command();
        if (key == null || !document.keys().containsKey(key.key())) {
            return false;
        }
        if (!key.digest().equals(document.keys().get(key.key()))) {
            throw CommonRefusal.IDEMPOTENCY_KEY_REUSED.because();
        }
        return true;
    }
}
