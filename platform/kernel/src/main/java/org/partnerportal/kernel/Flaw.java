package org.partnerportal.kernel;

import java.util.List;

/**
 * One of several things that are wrong with what came in.
 *
 * @param pointer JSON pointer to the place
 * @param rule that it breaks
 * @param arguments for the placeholders of the rule's text
 */
public record Flaw(String pointer, Refusal rule, List<Object> arguments) {

    public Flaw {
        arguments = List.copyOf(arguments);
    }

    public static Flaw at(String pointer, Refusal rule, Object... arguments) {
        return new Flaw(pointer, rule, List.of(arguments));
    }
}
