package org.partnerportal.stack.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.partnerportal.stack.launcher.Progress.Line;
import org.partnerportal.stack.launcher.Progress.State;

/** Does the steps of a plan, each as soon as its needs are met and a slot is free. */
final class Conductor {

    private static final long TICK_MS = 200;

    private final Progress progress;
    private final Semaphore slots;

    Conductor(Progress progress, int slots) {
        this.progress = progress;
        this.slots = new Semaphore(slots);
    }

    /**
     * Answers with what failed, in the order of failing; a step that needs a failed one is skipped.
     */
    List<SuiteFailure> run(Plan plan) throws InterruptedException {
        var tasks = new LinkedHashMap<String, Task>();
        plan.steps().forEach(step -> tasks.put(step.name(), new Task(step)));
        tasks.values().forEach(Task::tick);
        var failures = new ArrayList<SuiteFailure>();
        try {
            while (tasks.values().stream().anyMatch(Task::unfinished)) {
                tasks.values().forEach(task -> task.advance(tasks));
                Thread.sleep(Duration.ofMillis(TICK_MS));
                tasks.values().forEach(Task::tick);
            }
        } finally {
            tasks.values().forEach(Task::giveUp);
        }
        tasks.values().forEach(task -> task.failure.ifPresent(failures::add));
        return failures;
    }

    /** A step on its way; its fields change under its own lock. */
    private final class Task {

        private final Step step;
        private State state = State.WAITING;
        private String detail = "";
        private long began;
        private long ended;
        private java.util.Optional<Thread> thread = java.util.Optional.empty();
        private java.util.Optional<SuiteFailure> failure = java.util.Optional.empty();

        Task(Step step) {
            this.step = step;
        }

        synchronized boolean unfinished() {
            return state == State.WAITING || state == State.RUNNING;
        }

        synchronized State state() {
            return state;
        }

        void advance(Map<String, Task> all) {
            if (state() != State.WAITING) {
                return;
            }
            for (var need : step.needs()) {
                switch (stateOf(all, need)) {
                    case FAILED, SKIPPED -> {
                        end(State.SKIPPED, "not started: " + need + " is missing");
                        return;
                    }
                    case WAITING, RUNNING -> {
                        return;
                    }
                    case DONE -> {
                        // One need less to wait for.
                    }
                }
            }
            if (slots.tryAcquire(step.weight())) {
                begin();
            }
        }

        private State stateOf(Map<String, Task> all, String need) {
            var task = all.get(need);
            return task == null ? State.DONE : task.state();
        }

        private synchronized void begin() {
            state = State.RUNNING;
            began = System.nanoTime();
            thread = java.util.Optional.of(Thread.startVirtualThread(this::work));
        }

        private void work() {
            try {
                end(State.DONE, step.work().run(this::tell));
            } catch (SuiteFailure e) {
                fail(e);
            } catch (IOException | RuntimeException e) {
                fail(new SuiteFailure(step.name() + ": " + e));
            } catch (InterruptedException e) {
                fail(new SuiteFailure(step.name() + " was interrupted"));
            } finally {
                if (unfinished()) {
                    // An error of the JVM, out of memory for one: nobody may wait for this step.
                    fail(new SuiteFailure(step.name() + " broke off"));
                }
                slots.release(step.weight());
            }
        }

        private synchronized void tell(String news) {
            detail = news;
        }

        private synchronized void fail(SuiteFailure cause) {
            failure = java.util.Optional.of(cause);
            end(State.FAILED, cause.sentence());
        }

        private synchronized void end(State last, String news) {
            state = last;
            detail = news;
            ended = System.nanoTime();
            began = began == 0 ? ended : began;
            show();
        }

        synchronized void tick() {
            if (unfinished()) {
                show();
            }
        }

        synchronized void giveUp() {
            thread.filter(it -> state == State.RUNNING).ifPresent(Thread::interrupt);
        }

        private void show() {
            var until = ended == 0 ? System.nanoTime() : ended;
            var taken = began == 0 ? Duration.ZERO : Duration.ofNanos(until - began);
            progress.show(new Line(step.name(), state, detail, taken));
        }
    }
}
