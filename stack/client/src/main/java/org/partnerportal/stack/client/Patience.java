package org.partnerportal.stack.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Insists on an answer while the suite says "not now", and says so. */
public final class Patience {

    private final RetryPolicy policy;
    private final Pause pause;
    private final LongSupplier nanoTime;
    private final Consumer<String> notes;

    /**
     * @param pause waits between two attempts
     * @param notes what the person in front should know
     */
    public Patience(
            RetryPolicy policy, Pause pause, LongSupplier nanoTime, Consumer<String> notes) {
        this.policy = policy;
        this.pause = pause;
        this.nanoTime = nanoTime;
        this.notes = notes;
    }

    /** Lets time pass. */
    @FunctionalInterface
    public interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    /** Something that is answered or fails on the way. */
    @FunctionalInterface
    public interface Attempt {
        Answer make() throws IOException, InterruptedException;
    }

    /** The first answer that is not "not now", or the last one when patience is at its end. */
    public Answer insist(String what, Attempt attempt) {
        long start = nanoTime.getAsLong();
        boolean noted = false;
        for (int number = 1; ; number++) {
            String trouble;
            Optional<Duration> asked = Optional.empty();
            Optional<Answer> answer = Optional.empty();
            try {
                Answer got = attempt.make();
                if (!policy.isTemporary(got.status(), number)) {
                    if (noted) {
                        notes.accept(what + ": answered again");
                    }
                    return got;
                }
                answer = Optional.of(got);
                asked = got.retryAfter();
                trouble = got.status() + (got.code().isEmpty() ? "" : " " + got.code());
            } catch (IOException e) {
                trouble = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ClientFailure("Interrupted: " + what, e);
            }
            Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - start);
            Optional<Duration> wait = policy.pauseAfter(number, elapsed, asked);
            if (wait.isEmpty()) {
                String last = trouble;
                return answer.orElseThrow(() ->
                        new ClientFailure(
                                what + ": no answer for " + elapsed.toSeconds() + " s: " + last));
            }
            // Being asked to slow down is everyday life; only silence is news.
            if (!noted && number > 1 && answer.map(Answer::status).orElse(0) != 429) {
                notes.accept(what + ": " + trouble + "; trying again");
                noted = true;
            }
            rest(wait.get());
        }
    }

    public void rest(Duration time) {
        try {
            pause.of(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientFailure("Interrupted", e);
        }
    }
}
