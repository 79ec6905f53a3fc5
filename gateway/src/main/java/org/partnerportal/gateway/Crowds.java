package org.partnerportal.gateway;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps refusals that come by the thousand from filling the log: one a second speaks for all. */
final class Crowds {

    private static final long PAUSE = 1_000;

    private final Clock clock;
    private final Map<Problem, Crowd> crowds = new EnumMap<>(Problem.class);

    Crowds(Clock clock) {
        this.clock = clock;
        Problem.CROWDS.forEach(problem -> crowds.put(problem, new Crowd()));
    }

    /** How many the next line speaks for besides its own; less than 0 when it is not to be said. */
    long unsaid(Problem problem) {
        Crowd crowd = crowds.get(problem);
        return crowd == null ? 0 : crowd.next(clock.millis());
    }

    private static final class Crowd {

        private final AtomicLong said = new AtomicLong(Long.MIN_VALUE / 2);
        private final AtomicLong waiting = new AtomicLong();

        long next(long now) {
            long last = said.get();
            if (now - last >= PAUSE && said.compareAndSet(last, now)) {
                return waiting.getAndSet(0);
            }
            waiting.incrementAndGet();
            return -1;
        }
    }
}
