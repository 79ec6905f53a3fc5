package org.partnerportal.stack.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Starts and stops processes and remembers which of them are ours. */
final class Starter {

    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final long ASK_AGAIN_MS = 150;

    private final Layout layout;
    private final Duration grace;

    Starter(Layout layout) {
        this(layout, GRACE);
    }

    Starter(Layout layout, Duration grace) {
        this.layout = layout;
        this.grace = grace;
    }

    Optional<ProcessHandle> running(String name) {
        return Owned.read(layout.pidFile(name)).flatMap(Owned::alive);
    }

    /** Starts it and waits until it is healthy, it has ended, or its time is over. */
    String start(ProcessSpec spec, Consumer<String> tell) throws IOException, InterruptedException {
        tell.accept("preparing");
        var line = spec.command().line();
        refuseTakenPorts(List.of(spec));
        var process = launch(spec.name(), line, spec.environment());
        return untilHealthy(spec, process.toHandle(), tell)
                .orElseThrow(() ->
                        new SuiteFailure(
                                spec.name()
                                        + " ended"
                                        + exitOf(process)
                                        + ", see "
                                        + layout.log(spec.name()),
                                Logs.lastWords(layout.log(spec.name()), 15)));
    }

    /** The same for a process that was found running; started anew if it turns out to be dying. */
    String keep(ProcessSpec spec, ProcessHandle process, Consumer<String> tell)
            throws IOException, InterruptedException {
        var healthy = untilHealthy(spec, process, tell);
        return healthy.isPresent() ? "was running, " + healthy.get() : start(spec, tell);
    }

    /** Starts it apart from this terminal, so that it stays when the terminal goes. */
    Process launch(String name, List<String> line, java.util.Map<String, String> environment)
            throws IOException {
        var log = layout.log(name);
        Logs.rotate(log);
        var full = new ArrayList<String>();
        onPath("setsid").ifPresent(tool -> full.add(tool.toString()));
        full.addAll(line);
        var builder =
                new ProcessBuilder(full)
                        .directory(layout.state().toFile())
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        var marker =
                line.stream()
                        .filter(word -> word.startsWith("-Dportal.process="))
                        .findFirst()
                        .orElse(line.getFirst());
        Owned.of(process.toHandle(), marker).write(layout.pidFile(name));
        return process;
    }

    /** Answers with nothing if the process has ended. */
    private Optional<String> untilHealthy(
            ProcessSpec spec, ProcessHandle process, Consumer<String> tell)
            throws InterruptedException {
        var deadline = System.nanoTime() + spec.limit().toNanos();
        while (System.nanoTime() < deadline) {
            if (Owned.isGone(process)) {
                return Optional.empty();
            }
            if (spec.health().answers(process.pid())) {
                return Optional.of(told(spec, process));
            }
            tell.accept(told(spec, process));
            Thread.sleep(ASK_AGAIN_MS);
        }
        throw new SuiteFailure(
                spec.name()
                        + " is not healthy after "
                        + spec.limit().toSeconds()
                        + " s, see "
                        + layout.log(spec.name()),
                Logs.lastWords(layout.log(spec.name()), 15));
    }

    private static String told(ProcessSpec spec, ProcessHandle process) {
        return "port "
                + spec.ports().getFirst()
                + ", "
                + Usage.of(process).residentMb()
                + " MB, "
                + Usage.of(process).cpu().toSeconds()
                + " s CPU";
    }

    private static String exitOf(Process process) {
        try {
            return process.waitFor(1, TimeUnit.SECONDS)
                    ? " with exit code " + process.exitValue()
                    : "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    static void refuseTakenPorts(List<ProcessSpec> specs) {
        var taken =
                specs.stream()
                        .flatMap(spec ->
                                spec.ports().stream()
                                        .filter(port -> !PortHolder.isFree(port))
                                        .map(port ->
                                                "port "
                                                        + port
                                                        + " for "
                                                        + spec.name()
                                                        + " is taken by "
                                                        + PortHolder.describe(port)))
                        .toList();
        if (!taken.isEmpty()) {
            throw new SuiteFailure(
                    String.join("; ", taken)
                            + ". Stop it, or move the suite: "
                            + Ports.OFFSET
                            + "=1000 ./suite up");
        }
    }

    /** Asks all of them to stop, waits, and ends by force what is still there. */
    void stop(List<String> names, Consumer<String> tell) {
        var processes = names.stream().map(this::running).flatMap(Optional::stream).toList();
        processes.forEach(ProcessHandle::destroy);
        var all =
                CompletableFuture.allOf(
                        processes.stream()
                                .map(ProcessHandle::onExit)
                                .toArray(CompletableFuture[]::new));
        try {
            all.get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            processes.stream()
                    .filter(ProcessHandle::isAlive)
                    .forEach(it -> {
                        tell.accept("process " + it.pid() + " did not stop, killed");
                        it.destroyForcibly();
                        it.onExit().join();
                    });
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteFailure("interrupted while stopping");
        }
        names.forEach(this::forget);
    }

    /** Ends it at once; it learns nothing of it. */
    void kill(String name) {
        running(name)
                .ifPresent(process -> {
                    process.destroyForcibly();
                    process.onExit().join();
                });
        forget(name);
    }

    private void forget(String name) {
        try {
            Files.deleteIfExists(layout.pidFile(name));
        } catch (IOException e) {
            throw new SuiteFailure(layout.pidFile(name) + " cannot be removed");
        }
    }

    static Optional<Path> onPath(String tool) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
