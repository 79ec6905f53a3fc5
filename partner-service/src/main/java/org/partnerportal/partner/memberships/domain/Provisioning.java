package org.partnerportal.partner.memberships.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the identity provider is with what the membership wants.
 *
 * @param state PENDING until the account is as it should be; FAILED when trying again is of no use
 * @param mailDue whether the person still has to be written to
 * @param attempts in vain since the last success or change
 * @param problem code of what stood in the way last
 * @param dueAt when it is tried next; has a meaning only while PENDING
 */
public record Provisioning(
        State state, boolean mailDue, int attempts, @Nullable String problem, Instant dueAt) {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 8;

    /** Where it stands. */
    public enum State {
        PENDING,
        DONE,
        FAILED
    }

    /** To be done at once. */
    static Provisioning wanted(boolean mailDue, Instant now) {
        return new Provisioning(State.PENDING, mailDue, 0, null, now);
    }

    Provisioning done(Instant now) {
        return new Provisioning(State.DONE, false, 0, null, now);
    }

    /**
     * The identity provider is away or cannot send mails: tried again for ever, ever more slowly.
     */
    Provisioning delayed(String problem, Instant now) {
        Duration wait = Duration.ofSeconds(1L << Math.min(attempts + 1, MOST_DOUBLINGS));
        return new Provisioning(
                State.PENDING,
                mailDue,
                attempts + 1,
                problem,
                now.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait));
    }

    /** Trying again is of no use until somebody changes something. */
    Provisioning failed(String problem, Instant now) {
        return new Provisioning(State.FAILED, mailDue, attempts + 1, problem, now);
    }
}
