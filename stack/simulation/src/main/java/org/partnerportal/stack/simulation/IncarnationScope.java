package org.partnerportal.stack.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.config.Scope;

/**
 * Gives every life of every instance its own beans out of one context: a new process remembers
 * nothing, and starting one takes a fraction of a context's start.
 */
final class IncarnationScope implements Scope {

    static final String NAME = "incarnation";

    private static final ThreadLocal<Map<String, Object>> CURRENT = new ThreadLocal<>();

    /** Asks for beans of the life that owns these. */
    static <T> T in(Map<String, Object> beans, Supplier<T> asking) {
        CURRENT.set(beans);
        try {
            return asking.get();
        } finally {
            CURRENT.remove();
        }
    }

    @Override
    public Object get(String name, ObjectFactory<?> factory) {
        Map<String, Object> beans =
                Objects.requireNonNull(CURRENT.get(), () -> name + " is asked for outside a life");
        Object known = beans.get(name);
        if (known == null) {
            known = factory.getObject();
            beans.put(name, known);
        }
        return known;
    }

    @Override
    public @Nullable Object remove(String name) {
        return Objects.requireNonNullElseGet(CURRENT.get(), HashMap<String, Object>::new)
                .remove(name);
    }

    @Override
    public void registerDestructionCallback(String name, Runnable callback) {
        // A process that dies closes nothing.
    }

    @Override
    public @Nullable Object resolveContextualObject(String key) {
        return null;
    }

    @Override
    public @Nullable String getConversationId() {
        return null;
    }
}
