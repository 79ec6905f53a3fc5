package org.partnerportal.stack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: a small Java program each. */
class StarterTest {

    @TempDir private Path folder;
    private Layout layout = new Layout(Path.of("."), Path.of("."));
    private Starter starter = new Starter(layout);

    @BeforeEach
    void prepare() {
        layout = new Layout(folder, folder.resolve("state"));
        layout.prepare();
        starter = new Starter(layout, Duration.ofSeconds(3));
    }

    @AfterEach
    void stopAll() {
        starter.running("small").ifPresent(ProcessHandle::destroyForcibly);
    }

    @Nested
    class Starting {

        @Test
        void waitsUntilTheProcessIsHealthy() throws Exception {
            var spec = small(freePort(), "serve");

            assertThat(starter.start(spec, it -> {})).startsWith("port " + spec.ports().getFirst());
            assertThat(starter.running("small")).isPresent();
        }

        @Test
        void showsTheLogOfAProcessThatEndsAtOnce() throws IOException {
            var spec = small(freePort(), "fail");

            assertThatThrownBy(() -> starter.start(spec, it -> {}))
                    .isInstanceOfSatisfying(
                            SuiteFailure.class,
                            failure -> {
                                assertThat(failure.sentence()).contains("exit code 7");
                                assertThat(failure.evidence()).contains("no licence to serve");
                            });
        }

        @Test
        void isRefusedWhereThePortIsTakenAndNamesTheHolder() throws IOException {
            try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                var spec = small(taken.getLocalPort(), "serve");

                assertThatThrownBy(() -> starter.start(spec, it -> {}))
                        .hasMessageContaining("port " + taken.getLocalPort() + " for small")
                        .hasMessageContaining("process " + ProcessHandle.current().pid());
            }
        }
    }

    @Nested
    class Killing {

        @Test
        void leavesNothingRunningInOurEyes() throws Exception {
            var spec = small(freePort(), "serve");
            starter.start(spec, it -> {});
            var process = starter.running("small").orElseThrow();

            process.destroyForcibly();
            process.onExit().get(5, TimeUnit.SECONDS);

            assertThat(starter.running("small")).isEmpty();
            assertThat(starter.keep(spec, process, it -> {})).doesNotContain("was running");
            assertThat(starter.running("small").orElseThrow().pid()).isNotEqualTo(process.pid());
        }

        @Test
        void isTheAnswerToAProcessThatDoesNotStop() throws Exception {
            starter.start(small(freePort(), "stubborn"), it -> {});
            var process = starter.running("small").orElseThrow();

            starter.stop(List.of("small"), it -> {});

            assertThat(process.isAlive()).isFalse();
            assertThat(layout.pidFile("small")).doesNotExist();
        }

        @Test
        void isNeverDoneToAStrangerWithAReusedId() throws Exception {
            var stranger = new ProcessBuilder("sleep", "60").start();
            try {
                var now = stranger.toHandle().info().startInstant().orElseThrow();
                new Owned(stranger.pid(), now.minusSeconds(60), "sleep")
                        .write(layout.pidFile("earlier"));
                new Owned(stranger.pid(), now, "-Dportal.process=small")
                        .write(layout.pidFile("other"));

                starter.stop(List.of("earlier", "other"), it -> {});

                assertThat(stranger.isAlive()).isTrue();
            } finally {
                stranger.destroyForcibly();
            }
        }
    }

    @Nested
    class Ownership {

        private final Instant start = Instant.parse("2026-11-23T10:00:00Z");
        private final Owned owned = new Owned(1, start, "-Dportal.process=small");

        @Test
        void allowsTheStartTimeToShiftALittle() {
            var line = Optional.of("java -Dportal.process=small@/x -jar y");

            assertThat(owned.isThis(Optional.of(start.plusSeconds(2)), line)).isTrue();
            assertThat(owned.isThis(Optional.of(start.plusMillis(2001)), line)).isFalse();
        }

        @Test
        void needsAStartTimeAndOurCommandLine() {
            assertThat(owned.isThis(Optional.empty(), Optional.empty())).isFalse();
            assertThat(owned.isThis(Optional.of(start), Optional.of("java -jar z"))).isFalse();
            assertThat(owned.isThis(Optional.of(start), Optional.empty())).isTrue();
        }

        @Test
        void isNotReadFromACutFile() throws IOException {
            Files.writeString(layout.pidFile("cut"), "pid=12\nsta");

            assertThat(Owned.read(layout.pidFile("cut"))).isEmpty();
        }
    }

    private ProcessSpec small(int port, String mode) {
        return new ProcessSpec(
                "small",
                List.of(port),
                () ->
                        new Jvm(layout)
                                .line(
                                        "small",
                                        32,
                                        List.of("-cp", System.getProperty("java.class.path")),
                                        List.of(
                                                SmallServer.class.getName(),
                                                Integer.toString(port),
                                                mode)),
                Map.of(),
                new Health.Page(java.net.URI.create("http://127.0.0.1:" + port + "/")),
                Set.of(),
                Duration.ofSeconds(20),
                10);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
