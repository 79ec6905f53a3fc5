package org.partnerportal.stack.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.partnerportal.stack.client.Call;
import org.partnerportal.stack.client.Users;
import org.partnerportal.stack.launcher.Folders;
import org.partnerportal.stack.launcher.Progress;
import tools.jackson.databind.JsonNode;

/** Store and broker are lost, and come back from a backup of one moment. */
final class Restoration {

    private static final String BACKUP = "stack/backup";
    private static final List<String> JVM = List.of("-Xmx256m");
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Set<String> OVER = Set.of("SUCCEEDED", "FAILED");

    private Restoration() {}

    static List<Fault> faults() {
        return List.of(
                new Fault(
                        "backup-restored-under-replay",
                        "store and broker are lost and restored while events are on their way; the figures"
                                + " are built anew from the topics while callers go on",
                        false,
                        Restoration::lostAndRestored));
    }

    /** Nobody calls between backup and loss: what comes after a backup is lost with any of them. */
    private static void lostAndRestored(Ground ground) throws IOException, InterruptedException {
        Path backup = ground.suite().folder().resolve("faults").resolve("backup");
        ground.suite().build(List.of(BACKUP), Progress.plain(System.out));
        ground.load().pause(LIMIT);
        try {
            Folders.delete(backup);
            run(ground, "backup", backup);
            ground.note("a backup was taken while events were on their way");
            ground.suite().down(_ -> {});
            Path data = ground.suite().folder().resolve("data");
            Folders.delete(data.resolve("store"));
            Folders.delete(data.resolve("broker"));
            ground.suite().upWithoutServices(Progress.plain(System.out));
            run(ground, "restore", backup);
            ground.suite().up(false, Progress.plain(System.out));
            ground.world().broker().meetAnother();
            ground.world().topics().startOver();
            ground.note("store and broker were lost and are restored");
        } finally {
            ground.load().goOn();
        }
        rebuild(ground);
        Folders.delete(backup);
    }

    private static void rebuild(Ground ground) throws InterruptedException {
        Call call = Call.post("/analytics/rebuilds", Users.CHANNEL_ADMIN);
        String id = ground.world().portal().send(call).must(call, 202).json().path("id").asString();
        boolean over =
                ground.await(LIMIT, () -> OVER.contains(seen(ground, id).path("state").asString()));
        JsonNode rebuild = seen(ground, id);
        ground.check(
                "figures-are-built-anew-under-load",
                over && rebuild.path("state").asString().equals("SUCCEEDED"),
                "rebuild " + id + " is " + rebuild.path("state").asString());
        ground.note(rebuild.path("processed").asLong() + " events were read again meanwhile");
    }

    private static JsonNode seen(Ground ground, String id) {
        return ground.world().portal().get("/analytics/rebuilds/" + id, Users.CHANNEL_ADMIN);
    }

    private static void run(Ground ground, String command, Path folder)
            throws IOException, InterruptedException {
        Path log = Path.of(folder + "." + command + ".log");
        Files.createDirectories(folder.getParent());
        var builder =
                new ProcessBuilder(
                                ground.suite()
                                        .line(BACKUP, JVM, command, List.of(folder.toString())))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().putAll(ground.suite().clientEnvironment());
        Process process = builder.start();
        boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        if (!ended || process.exitValue() != 0) {
            throw new IllegalStateException(command + " failed, see " + log);
        }
        ground.note(Files.readString(log).strip());
    }
}
