package org.partnerportal.stack.faults;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.partnerportal.stack.launcher.Suite.Instance;

/** The machine below fails: its disk is full, its clock is wrong. */
final class Machines {

    private static final int ROOM_MB = 24;
    private static final List<Path> FAKE_TIME =
            List.of(
                    Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
                    Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"));

    private Machines() {}

    static List<Fault> faults() {
        return List.of(
                new Fault(
                        "disk-full-broker",
                        "the broker's disk is full and then has room again; commands keep succeeding",
                        false,
                        ground -> diskFull(ground, "broker")),
                new Fault(
                        "disk-full-store",
                        "the store's disk is full and then has room again; nothing acknowledged is lost",
                        false,
                        ground -> diskFull(ground, "store")),
                new Fault(
                        "clock-two-hours-late",
                        "deal-service's clock is two hours late; it decides its deadlines by one clock",
                        false,
                        Machines::clockLate));
    }

    /** The process's folder is moved onto a small file system of its own, and back at the end. */
    private static void diskFull(Ground ground, String process)
            throws IOException, InterruptedException {
        Path folder = ground.suite().folder().resolve("data").resolve(process);
        Path aside = folder.resolveSibling(process + ".aside");
        if (!canMount(ground)) {
            ground.note(
                    "left out: this needs the right to mount a small file system, which is refused here");
            return;
        }
        ground.suite().stop(Instance.first(process));
        Files.move(folder, aside);
        Files.createDirectories(folder);
        command(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "size=" + (usedMb(aside) + ROOM_MB) + "m",
                "tmpfs",
                folder.toString());
        command("cp", "-a", "--sparse=always", aside + "/.", folder.toString());
        try {
            ground.start(process);
            ground.load().awaitAcknowledged(5, Duration.ofMinutes(3));
            Path filler = folder.resolve("filler");
            fill(filler);
            ground.note(process + " has no room left");
            long before = ground.load().acknowledged();
            Thread.sleep(20_000);
            ground.note(
                    (ground.load().acknowledged() - before)
                            + " commands acknowledged meanwhile; "
                            + process
                            + (ground.suite().runs(Instance.first(process))
                                    ? " still runs"
                                    : " has ended"));
            if (process.equals("broker")) {
                ground.check(
                        "commands-succeed-without-the-broker",
                        ground.load().acknowledged() > before,
                        (ground.load().acknowledged() - before) + " acknowledged meanwhile");
            }
            Files.delete(filler);
            ground.suite().stop(Instance.first(process));
            ground.start(process);
            ground.note(process + " has room again");
            ground.load().awaitAcknowledged(5, Duration.ofMinutes(3));
        } finally {
            ground.suite().stop(Instance.first(process));
            command("cp", "-a", "--sparse=always", folder + "/.", aside.toString());
            command("umount", folder.toString());
            Files.delete(folder);
            Files.move(aside, folder);
            ground.start(process);
        }
    }

    private static boolean canMount(Ground ground) throws IOException, InterruptedException {
        Path trial =
                Files.createDirectories(ground.suite().folder().resolve("faults").resolve("trial"));
        if (run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", trial.toString()) != 0) {
            return false;
        }
        return run("umount", trial.toString()) == 0;
    }

    private static void fill(Path filler) throws IOException {
        byte[] piece = new byte[64 * 1024];
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(piece);
            }
        } catch (IOException e) {
            // That is what was wanted: there is no room left on the device.
            if (!Files.exists(filler)) {
                throw e;
            }
        }
    }

    private static long usedMb(Path folder) throws IOException, InterruptedException {
        var process = new ProcessBuilder("du", "-sm", folder.toString()).start();
        String text =
                new String(
                        process.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        return Long.parseLong(text.split("\\s", -1)[0]);
    }

    private static void command(String... line) throws IOException, InterruptedException {
        if (run(line) != 0) {
            throw new IllegalStateException(String.join(" ", line) + " failed");
        }
    }

    private static int run(String... line) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(new ArrayList<>(List.of(line)))
                        .redirectErrorStream(true)
                        .redirectOutput(new File("/dev/null"))
                        .start();
        return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    private static void clockLate(Ground ground) throws InterruptedException {
        var library = FAKE_TIME.stream().filter(Files::exists).findFirst();
        if (library.isEmpty()) {
            ground.note("left out: libfaketime is not there (Debian's package is faketime)");
            return;
        }
        ground.restart(
                "deal-service",
                Map.of(
                        "LD_PRELOAD",
                        library.get().toString(),
                        "FAKETIME",
                        "-2h",
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1"));
        ground.note("deal-service is two hours late");
        ground.load().awaitAcknowledged(60, Duration.ofMinutes(4));
        ground.restart("deal-service", Map.of());
        ground.note("deal-service has the right time again");
    }
}
