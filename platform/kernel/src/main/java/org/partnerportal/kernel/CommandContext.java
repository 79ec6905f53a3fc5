package org.partnerportal.kernel;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who asked for the running command and on whose behalf, kept for the events that it causes. Bound
 * for the length of the command; work that no one asked for runs as {@link #SYSTEM}.
 *
 * @param actor a user's or machine's subject, or {@code system}
 * @param correlationId one id for everything that a first request causes, over all services
 * @param causationId the event that caused this command; none when a caller did
 * @param command the idempotency key of the command, scoped to client and route; none where
 *     repeating is harmless
 */
public record CommandContext(
        String actor,
        String correlationId,
        @Nullable String causationId,
        @Nullable CommandKey command) {

    public static final CommandContext SYSTEM = new CommandContext("system", "none", null, null);

    private static final ScopedValue<CommandContext> CURRENT = ScopedValue.newInstance();

    /**
     * @param key client, route and the client's own key, hashed together
     * @param digest of the request's body: the same key with another digest is refused
     */
    public record CommandKey(String key, String digest) {}

    public static CommandContext current() {
        return CURRENT.orElse(SYSTEM);
    }

    public Optional<CommandKey> commandKey() {
        return Optional.ofNullable(command);
    }

    /** The same command where it writes to what it is not about, which is not to remember it. */
    public CommandContext withoutKey() {
        return new CommandContext(actor, correlationId, causationId, null);
    }

    /** Runs the work as part of this command. */
    public <T extends @Nullable Object, X extends Throwable> T call(
            ScopedValue.CallableOp<? extends T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    /** Runs the work as part of this command. */
    public void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }
}
