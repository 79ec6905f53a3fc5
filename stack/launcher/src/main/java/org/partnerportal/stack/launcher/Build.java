package org.partnerportal.stack.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Runs Maven for what is missing or older than its sources. */
final class Build {

    private static final Pattern MODULE =
            Pattern.compile("\\[INFO] Building (\\S+)(?: \\S+)* +\\[(\\d+)/(\\d+)]");
    private static final Pattern ONE_MODULE = Pattern.compile("\\[INFO] Building (\\S+) \\d\\S*$");

    private final Layout layout;
    private final Modules modules;

    Build(Layout layout, Modules modules) {
        this.layout = layout;
        this.modules = modules;
    }

    /** Builds these modules and what they depend on; their tests are another command's work. */
    String run(String log, Collection<String> wanted, List<String> options, Consumer<String> tell)
            throws IOException, InterruptedException {
        var at = FileTime.from(Instant.now());
        var command =
                new ArrayList<>(
                        List.of(
                                layout.root().resolve("mvnw").toString(),
                                "-B",
                                "-Dstyle.color=never",
                                "-Dmaven.test.skip=true",
                                "-Dspotless.check.skip=true",
                                "-T2",
                                "-pl",
                                String.join(",", wanted),
                                "-am"));
        command.addAll(options);
        command.add("package");
        var maven =
                new ProcessBuilder(command)
                        .directory(layout.root().toFile())
                        .redirectErrorStream(true)
                        .start();
        var errors = new ArrayList<String>();
        try {
            follow(log, maven, errors, tell);
            if (maven.waitFor() != 0) {
                throw new SuiteFailure(
                        "the build failed, see " + layout.log(log), lastLines(errors, 25));
            }
        } finally {
            maven.destroy();
        }
        modules.built(wanted, at);
        return String.join(" ", wanted.stream().map(it -> it.replaceFirst("^stack/", "")).toList());
    }

    private void follow(String log, Process maven, List<String> errors, Consumer<String> tell)
            throws IOException {
        var module = "starting";
        var fetched = 0;
        try (var lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        maven.getInputStream(), StandardCharsets.UTF_8));
                var out = Files.newBufferedWriter(layout.log(log))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                out.write(line);
                out.newLine();
                var building = MODULE.matcher(line);
                var only = ONE_MODULE.matcher(line);
                if (building.find()) {
                    module = building.group(2) + "/" + building.group(3) + " " + building.group(1);
                } else if (only.find()) {
                    module = only.group(1);
                } else if (line.contains("Downloaded from")) {
                    fetched++;
                } else if (line.startsWith("[ERROR]") && line.length() > 9) {
                    errors.add(line);
                }
                tell.accept(module + (fetched == 0 ? "" : ", " + fetched + " files fetched"));
            }
        }
    }

    private static List<String> lastLines(List<String> lines, int count) {
        return lines.subList(0, Math.min(lines.size(), count));
    }
}
