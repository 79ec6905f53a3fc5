package org.partnerportal.messaging.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Ids;
import org.partnerportal.messaging.audit.AuditEntry.AuditedCaller;
import org.partnerportal.messaging.audit.AuditEntry.Outcome;

/**
 * Refusals of the running window: those that are alike are one entry with a count, so that a flood
 * of them fills neither memory nor disk.
 */
final class Refusals {

    /** Enough to see what somebody was after. */
    private static final int NAMED_THINGS = 20;

    private static final String MANY = "various";

    private final AuditSettings settings;
    private final Map<Alike, Counted> counted = new ConcurrentHashMap<>();

    Refusals(AuditSettings settings) {
        this.settings = settings;
    }

    /** What makes two refusals alike. */
    private record Alike(
            Instant window, AuditedCaller who, String action, String code, int status) {}

    private static final class Counted {
        private final Instant first;
        private final String correlationId;
        private final Set<String> about = new LinkedHashSet<>();
        private Instant last;
        private long count;

        Counted(Instant first, String correlationId) {
            this.first = first;
            this.correlationId = correlationId;
            this.last = first;
        }

        void add(Instant at, List<String> things) {
            count++;
            last = at;
            for (String thing : things) {
                if (about.size() < NAMED_THINGS) {
                    about.add(thing);
                }
            }
        }
    }

    void add(
            Instant at,
            AuditedCaller who,
            String action,
            String code,
            int status,
            List<String> about,
            String correlationId) {
        var exact = new Alike(window(at), who, action, code, status);
        Alike alike =
                counted.size() < settings.maxRefusals() || counted.containsKey(exact)
                        ? exact
                        : new Alike(
                                window(at),
                                new AuditedCaller(MANY, null, null, null, List.of()),
                                MANY,
                                code,
                                status);
        counted.compute(
                alike,
                (_, before) -> {
                    Counted now = before == null ? new Counted(at, correlationId) : before;
                    now.add(at, about);
                    return now;
                });
    }

    private Instant window(Instant at) {
        long millis = Math.max(1, settings.window().toMillis());
        return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), millis) * millis);
    }

    /** Takes out what no further refusal can be counted to. */
    List<AuditEntry> over(Instant now) {
        return taken(window(now));
    }

    /** Takes out everything. */
    List<AuditEntry> all() {
        return taken(null);
    }

    private List<AuditEntry> taken(@Nullable Instant open) {
        var entries = new ArrayList<AuditEntry>();
        for (Alike alike : List.copyOf(counted.keySet())) {
            // Not "before it": a clock that was set back must not keep a window open for ever.
            Counted it = alike.window().equals(open) ? null : counted.remove(alike);
            if (it != null) {
                entries.add(entry(alike, it));
            }
        }
        return entries;
    }

    private AuditEntry entry(Alike alike, Counted it) {
        return new AuditEntry(
                Ids.next("aud", it.first),
                it.first,
                Outcome.REFUSED,
                alike.who(),
                alike.action(),
                List.copyOf(new TreeSet<>(it.about)),
                null,
                new AuditEntry.AuditedRefusal(alike.code(), alike.status(), it.count, it.last),
                null,
                null,
                it.correlationId,
                null);
    }

    int size() {
        return counted.size();
    }
}
