package org.partnerportal.kernel;

import java.util.Collection;

/**
 * A designed "no": each context lists its refusals in an enum, with a stable code that clients may
 * rely on. The text is in the message bundles under that code.
 */
public interface Refusal {

    /**
     * Stable and public, {@code <context>.<kebab-case>}, for instance {@code
     * deal.customer-protected}.
     */
    String code();

    /** What sort of "no" this is; it decides the HTTP status. */
    RefusalKind kind();

    /** The refusal as an exception; the arguments fill the placeholders of its text. */
    default Refused because(Object... arguments) {
        return new Refused(this, arguments);
    }

    /** An action that the present state does not allow, with those that it does. */
    default Refused insteadOf(Collection<? extends Enum<?>> allowedActions) {
        return new Refused(this).allowing(allowedActions);
    }
}
