package org.partnerportal.stack.launcher;

import java.util.List;
import java.util.stream.Collectors;

/** Something that the person at the keyboard has to know, in one sentence and some log lines. */
public final class SuiteFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sentence;
    private final transient List<String> evidence;

    SuiteFailure(String message) {
        this(message, List.of());
    }

    SuiteFailure(String message, List<String> evidence) {
        super(message);
        this.sentence = message;
        this.evidence = List.copyOf(evidence);
    }

    static SuiteFailure of(List<SuiteFailure> several) {
        return new SuiteFailure(
                several.stream().map(SuiteFailure::sentence).collect(Collectors.joining("; ")),
                several.stream().flatMap(it -> it.evidence().stream()).toList());
    }

    /** What happened and what to do about it. */
    public String sentence() {
        return sentence;
    }

    /** The last lines of the log that explain the failure, if there are any. */
    public List<String> evidence() {
        return evidence;
    }
}
