package org.partnerportal.stack.client;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to insist when the suite does not answer: a service that was killed needs a while to
 * come back.
 *
 * @param first pause before the second attempt; doubled each time
 * @param longest pause at most
 * @param giveUpAfter since the first attempt
 * @param serverErrors how often an answer 500 is taken for bad luck rather than for a defect
 */
public record RetryPolicy(
        Duration first, Duration longest, Duration giveUpAfter, int serverErrors) {

    public static final RetryPolicy PATIENT =
            new RetryPolicy(
                    Duration.ofMillis(250), Duration.ofSeconds(5), Duration.ofMinutes(4), 5);

    /** Whether an answer of that status means "not now" rather than "no". */
    public boolean isTemporary(int status, int attempt) {
        return switch (status) {
            case 429, 502, 503, 504 -> true;
            case 500 -> attempt <= serverErrors;
            default -> false;
        };
    }

    /**
     * The pause before the next attempt; none when it is time to give up.
     *
     * @param attempt that failed, from 1
     * @param asked what the server said in Retry-After
     */
    public Optional<Duration> pauseAfter(int attempt, Duration elapsed, Optional<Duration> asked) {
        Duration doubled = first.multipliedBy(1L << Math.min(attempt - 1, 20));
        Duration backOff = doubled.compareTo(longest) > 0 ? longest : doubled;
        Duration pause =
                asked.filter(it -> it.compareTo(backOff) > 0)
                        .map(it -> it.compareTo(longest) > 0 ? longest : it)
                        .orElse(backOff);
        return elapsed.plus(pause).compareTo(giveUpAfter) > 0
                ? Optional.empty()
                : Optional.of(pause);
    }
}
