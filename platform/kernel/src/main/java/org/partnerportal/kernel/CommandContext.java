package org.partnerportal.kernel;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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
 * @param origin how the command reached us; none for jobs and for what an event caused
 */
public record CommandContext(
        String actor,
        String correlationId,
        @Nullable String causationId,
        @Nullable CommandKey command,
        @Nullable Origin origin) {

    public static final CommandContext SYSTEM = new CommandContext("system", "none", null, null);

    private static final ScopedValue<CommandContext> CURRENT = ScopedValue.newInstance();

    public CommandContext(
            String actor,
            String correlationId,
            @Nullable String causationId,
            @Nullable CommandKey command) {
        this(actor, correlationId, causationId, command, null);
    }

    /**
     * What the audit trail tells of the caller beside his subject.
     *
     * @param action what was asked for, such as a method and a route; asked when it is needed,
     *     because a route is known later than its caller
     * @param client the application through which he called
     * @param partnerId the organisation that he acts for; none for our own people and machines
     * @param roles that he had at that moment
     * @param impersonator who really sits there, where one person acts as another
     */
    public record Origin(
            Supplier<String> action,
            @Nullable String client,
            @Nullable String partnerId,
            Set<String> roles,
            @Nullable String impersonator) {

        public Origin {
            roles = Set.copyOf(roles);
        }
    }

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
