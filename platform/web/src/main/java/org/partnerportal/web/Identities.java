package org.partnerportal.web;

import java.time.Clock;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.Ids;

/**
 * Ids for new things: derived from the command's idempotency key where there is one, so that a
 * repeat finds the first.
 */
public final class Identities {

    private final Clock clock;

    public Identities(Clock clock) {
        this.clock = clock;
    }

    public String next(String prefix) {
        return CommandContext.current()
                .commandKey()
                .map(command -> Ids.derived(prefix, command.key()))
                .orElseGet(() -> Ids.next(prefix, clock.instant()));
    }
}
