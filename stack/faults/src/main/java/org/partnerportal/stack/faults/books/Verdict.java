package org.partnerportal.stack.faults.books;

import java.util.List;

/**
 * Whether something that must hold did.
 *
 * @param evidence what was looked at; or, where it does not hold, each case of it
 */
public record Verdict(String name, boolean held, List<String> evidence) {

    private static final int SHOWN = 8;

    public Verdict {
        evidence = List.copyOf(evidence);
    }

    /** It holds when there is nothing to be said against it. */
    static Verdict of(String name, String looked, List<String> against) {
        return against.isEmpty()
                ? new Verdict(name, true, List.of(looked))
                : new Verdict(name, false, against);
    }

    public static Verdict check(String name, boolean held, String evidence) {
        return new Verdict(name, held, List.of(evidence));
    }

    @Override
    public String toString() {
        String shown = String.join("; ", evidence.stream().limit(SHOWN).toList());
        return name
                + ": "
                + (held ? "held" : "BROKEN")
                + " ("
                + shown
                + (evidence.size() > SHOWN ? "; and " + (evidence.size() - SHOWN) + " more" : "")
                + ")";
    }
}
