package org.partnerportal.kernel;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thrown where a rule says no; carries which rule it was, never a finished sentence. */
public final class Refused extends RuntimeException {

    private final transient Refusal refusal;
    private final transient List<Object> arguments;
    private final List<String> allowedActions;
    private final @Nullable Duration retryAfter;
    private final transient List<Flaw> flaws;

    Refused(Refusal refusal, Object... arguments) {
        this(refusal, List.of(arguments), List.of(), null, List.of());
    }

    private Refused(
            Refusal refusal,
            List<Object> arguments,
            List<String> allowedActions,
            @Nullable Duration retryAfter,
            List<Flaw> flaws) {
        super(refusal.code() + (arguments.isEmpty() ? "" : " " + arguments), null, false, false);
        this.refusal = refusal;
        this.arguments = arguments;
        this.allowedActions = allowedActions;
        this.retryAfter = retryAfter;
        this.flaws = List.copyOf(flaws);
    }

    /** The same refusal, naming what could be done instead. */
    public Refused allowing(Collection<? extends Enum<?>> actions) {
        return new Refused(
                refusal,
                arguments,
                actions.stream().map(Enum::name).sorted().toList(),
                retryAfter,
                flaws);
    }

    /** The same refusal, naming everything that led to it. */
    public Refused naming(List<Flaw> all) {
        return new Refused(refusal, arguments, allowedActions, retryAfter, all);
    }

    /** The same refusal, which need not be met again after this time. */
    public Refused until(Duration wait) {
        return new Refused(refusal, arguments, allowedActions, wait, flaws);
    }

    public Refusal refusal() {
        return refusal;
    }

    /** Values for the placeholders of the text; safe to show to the caller. */
    public List<Object> arguments() {
        return arguments;
    }

    /** What the caller may do instead; empty where that is not the question. */
    public List<String> allowedActions() {
        return allowedActions;
    }

    /** How long to wait before the same may succeed; none where waiting does not help. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** Each place that is wrong; empty where the refusal says it all. */
    public List<Flaw> flaws() {
        return flaws;
    }
}
