package org.partnerportal.stack.simulation;

import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The one thread that carries all virtual ones, so that only the scheduler decides who runs. */
final class Carrier {

    private Carrier() {}

    /** Before the first virtual thread of the process; later it has no effect. */
    static void one() {
        System.setProperty("jdk.virtualThreadScheduler.parallelism", "1");
        System.setProperty("jdk.virtualThreadScheduler.maxPoolSize", "1");
    }

    static Schedule.Outcome run(World world, long seed, boolean traced) {
        if (!"1".equals(System.getProperty("jdk.virtualThreadScheduler.maxPoolSize"))) {
            throw new IllegalStateException(
                    "Needs -Djdk.virtualThreadScheduler.parallelism=1 and .maxPoolSize=1");
        }
        var task = new FutureTask<>(() -> new Schedule(world, seed, traced).run());
        Thread.ofVirtual().name("schedule").start(task);
        try {
            return Objects.requireNonNull(task.get());
        } catch (ExecutionException e) {
            throw new IllegalStateException("Schedule " + seed + " could not be run", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
