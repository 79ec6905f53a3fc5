package org.partnerportal.stack.simulation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Lets exactly one actor run at a time and chooses which by a seeded random. All of them, and the
 * scheduler, are virtual threads on one carrier, so that nothing else decides.
 */
final class Scheduler {

    /** A schedule has no step that takes so long; something waits for the outside world. */
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private final RandomGenerator random;
    private final List<Actor> actors = new ArrayList<>();

    Scheduler(RandomGenerator random) {
        this.random = random;
    }

    /** Adds an actor that takes its first step when it is chosen. */
    Actor spawn(String name, @Nullable Instance home, Runnable work) {
        var actor = new Actor(name, home, work);
        actors.add(actor);
        actor.start();
        return actor;
    }

    List<Actor> of(Instance home) {
        return actors.stream().filter(actor -> actor.home() == home).toList();
    }

    /**
     * Chooses one of those that can go on and lets it take one step.
     *
     * @return nothing when all wait
     */
    @Nullable Actor step() {
        settle();
        int total = 0;
        var ready = new ArrayList<Actor>();
        for (Actor actor : actors) {
            if (actor.isReady()) {
                ready.add(actor);
                total += actor.weight();
            }
        }
        if (ready.isEmpty()) {
            return null;
        }
        int ticket = random.nextInt(total);
        for (Actor actor : ready) {
            ticket -= actor.weight();
            if (ticket < 0) {
                actor.go();
                settle();
                return actor;
            }
        }
        throw new IllegalStateException("The weights do not add up");
    }

    void kill(Instance home) {
        settle();
        of(home).forEach(Actor::kill);
        settle();
    }

    /** Ends everything; the schedule is over. */
    void end() {
        while (isAnyMoving()) {
            letThemMove();
        }
        actors.forEach(Actor::kill);
        while (actors.stream().anyMatch(actor -> !actor.isFinished())) {
            letThemMove();
        }
        actors.clear();
    }

    /** Waits until every actor stands at a stop, waits for another's lock, or is done. */
    private void settle() {
        long start = 0;
        while (isAnyMoving()) {
            letThemMove();
            if (start == 0) {
                start = System.nanoTime();
            } else if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException("Does not come to a stop: " + actors);
            }
        }
        for (Iterator<Actor> all = actors.iterator(); all.hasNext(); ) {
            Actor actor = all.next();
            if (actor.isFinished()) {
                all.remove();
                Throwable failure = actor.failure();
                if (failure instanceof Broken broken) {
                    throw broken;
                }
                if (failure != null) {
                    throw new IllegalStateException(actor + " failed", failure);
                }
            }
        }
    }

    /**
     * Not a hint to some scheduler: on the one carrier, whoever can run runs before we do again.
     */
    @SuppressWarnings("ThreadPriorityCheck")
    private static void letThemMove() {
        Thread.yield();
    }

    private boolean isAnyMoving() {
        for (Actor actor : actors) {
            if (actor.isMoving()) {
                return true;
            }
        }
        return false;
    }
}
