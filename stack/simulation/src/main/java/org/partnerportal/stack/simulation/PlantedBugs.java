package org.partnerportal.stack.simulation;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Plants each bug in a copy of the sources that it touches, compiles those alone, and lets the
 * simulation look for it: a suite of checks is worth what it finds.
 */
final class PlantedBugs {

    private static final int MUST_FIND_OF_TEN = 9;

    private final Path root;
    private final int schedules;
    private final long seed;

    PlantedBugs(Path root, int schedules, long seed) {
        this.root = root;
        this.schedules = schedules;
        this.seed = seed;
    }

    /** The folder of the sources: the nearest one above that holds the patches. */
    static Path root() {
        for (Path folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("stack/simulation/planted"))) {
                return folder;
            }
        }
        throw new IllegalStateException("Needs the sources of the suite around it");
    }

    /** In the order of their names. */
    static List<Path> patches(Path root) {
        try (Stream<Path> files = Files.list(root.resolve("stack/simulation/planted"))) {
            return files.filter(file -> file.toString().endsWith(".patch")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sources that a patch touches. */
    static List<String> touched(Path patch) throws IOException {
        return Files.readAllLines(patch).stream()
                .filter(line -> line.startsWith("+++ b/"))
                .map(line -> line.substring("+++ b/".length()).strip())
                .toList();
    }

    /**
     * @return whether enough of them were found
     */
    boolean run() throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("planted");
        String classPath = classPath(work);
        int found = 0;
        List<Path> patches = patches(root);
        for (Path patch : patches) {
            String name = patch.getFileName().toString().replace(".patch", "");
            Path copy = work.resolve(name);
            apply(root, patch, copy);
            String planted = compile(copy, touched(patch), classPath);
            Path result = copy.resolve("result");
            int code = simulate(planted + File.pathSeparator + classPath, result);
            String line = String.join(" ", Files.readAllLines(result));
            if (code == SimulationApplication.BROKEN) {
                found++;
            } else if (code != 0) {
                throw new IllegalStateException(name + " could not be simulated: " + code);
            }
            System.out.printf("%-45s %s%n", name, code == 0 ? "NOT FOUND" : "found: " + line);
        }
        System.out.printf("%d of %d planted bugs found%n", found, patches.size());
        return found * 10 >= patches.size() * MUST_FIND_OF_TEN;
    }

    /** Copies what the patch touches and plants it there. */
    static void apply(Path root, Path patch, Path copy) throws IOException, InterruptedException {
        for (String source : touched(patch)) {
            Path target = copy.resolve(source);
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.copy(root.resolve(source), target);
        }
        Process git =
                new ProcessBuilder("git", "apply", "--verbose", patch.toAbsolutePath().toString())
                        .directory(copy.toFile())
                        .redirectErrorStream(true)
                        .start();
        git.getOutputStream().close();
        String said = new String(git.getInputStream().readAllBytes());
        if (git.waitFor() != 0 || !said.contains("Applied patch")) {
            throw new IllegalStateException(
                    patch.getFileName() + " does not fit the sources any more: " + said);
        }
    }

    private static String compile(Path copy, List<String> sources, String classPath)
            throws IOException {
        Path classes = Files.createDirectories(copy.resolve("classes"));
        var arguments =
                new ArrayList<>(
                        List.of(
                                "-proc:none",
                                "-nowarn",
                                "-parameters",
                                "-d",
                                classes.toString(),
                                "-classpath",
                                classPath));
        sources.forEach(source -> arguments.add(copy.resolve(source).toString()));
        int code =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, System.err, arguments.toArray(String[]::new));
        if (code != 0) {
            throw new IllegalStateException(copy.getFileName() + " does not compile");
        }
        return classes.toString();
    }

    private int simulate(String classPath, Path result) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        java(),
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-classpath",
                        classPath,
                        SimulationApplication.class.getName(),
                        "--schedules",
                        Integer.toString(schedules),
                        "--seed",
                        Long.toString(seed),
                        "--first-only")
                .redirectErrorStream(true)
                .redirectOutput(result.toFile())
                .start()
                .waitFor();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The libraries as files: an executable jar holds them inside, where no compiler looks. */
    private static String classPath(Path work) throws IOException, InterruptedException {
        String own = System.getProperty("java.class.path");
        if (own.contains(File.pathSeparator)) {
            return own;
        }
        Path unpacked = work.resolve("unpacked");
        int code =
                new ProcessBuilder(
                                java(),
                                "-Djarmode=tools",
                                "-jar",
                                own,
                                "extract",
                                "--destination",
                                unpacked.toString())
                        .inheritIO()
                        .start()
                        .waitFor();
        if (code != 0) {
            throw new IllegalStateException("Cannot unpack " + own);
        }
        return unpacked.resolve(Path.of(own).getFileName())
                + File.pathSeparator
                + libraries(unpacked.resolve("lib"));
    }

    private static String libraries(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return String.join(File.pathSeparator, files.map(Path::toString).sorted().toList());
        }
    }
}
