package org.partnerportal.stack.simulation;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Plants each bug in a copy of the sources that it touches, compiles those alone, and lets the
 * simulation look for it: a suite of checks is worth what it finds.
 */
final class PlantedBugs {

    private static final int MUST_FIND_OF_TEN = 9;
    private static final Pattern OWN_PARTS =
            Pattern.compile(
                    "/((deal|commission|analytics)-service|platform-[a-z]+|contracts|stack-[a-z-]+|sim)"
                            + "[^/]*\\.jar$|/classes/?$");

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
     * @return whether enough of them were found, and nothing where none is planted
     */
    boolean run() throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("planted");
        String classPath = classPath(work);
        String sound = simulate(work.toString(), ownOf(classPath));
        System.out.printf("%-45s %s%n", "no bug", sound == null ? "holds" : "BROKEN: " + sound);
        int found = 0;
        List<Path> patches = patches(root);
        for (Path patch : patches) {
            String name = patch.getFileName().toString().replace(".patch", "");
            Path copy = work.resolve(name);
            apply(root, patch, copy);
            String planted = compile(copy, touched(patch), classPath);
            String broken = simulate(planted, ownOf(classPath));
            if (broken != null) {
                found++;
            }
            System.out.printf(
                    "%-45s %s%n", name, broken == null ? "NOT FOUND" : "found: " + broken);
        }
        System.out.printf("%d of %d planted bugs found%n", found, patches.size());
        return sound == null && found * 10 >= patches.size() * MUST_FIND_OF_TEN;
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
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
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

    /**
     * The suite's own classes anew, with the planted ones first; the libraries stay as they are.
     */
    private @Nullable String simulate(String planted, String classPath) throws IOException {
        var own = new ArrayList<URL>();
        for (String part : parts(planted + File.pathSeparator + classPath).toList()) {
            own.add(Path.of(part).toUri().toURL());
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (var loader = new URLClassLoader(own.toArray(URL[]::new), new Libraries(before))) {
            thread.setContextClassLoader(loader);
            Method run =
                    loader.loadClass(SimulationApplication.class.getName())
                            .getDeclaredMethod("firstBroken", long.class, int.class);
            run.setAccessible(true);
            return (String) run.invoke(null, seed, schedules);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The patched simulation cannot be run", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Everything that is not the suite's own. */
    private static final class Libraries extends ClassLoader {

        private static final String OWN = "org.partnerportal.";

        Libraries(ClassLoader all) {
            super(all);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(OWN)) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }

        @Override
        public @Nullable URL getResource(String name) {
            return isOwn(name) ? null : super.getResource(name);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return isOwn(name) ? Collections.emptyEnumeration() : super.getResources(name);
        }

        private static boolean isOwn(String name) {
            return name.startsWith(OWN.replace('.', '/'));
        }
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

    /** The jars and folders of the suite itself. */
    private static String ownOf(String classPath) {
        return parts(classPath)
                .filter(part -> OWN_PARTS.matcher(part).find())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<String> parts(String classPath) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL).splitAsStream(classPath);
    }

    private static String libraries(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return String.join(File.pathSeparator, files.map(Path::toString).sorted().toList());
        }
    }
}
