package org.partnerportal.stack.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Knows which modules have sources that are newer than what was built from them. */
final class Modules {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");
    private static final Set<String> NO_SOURCES = Set.of("target", "test", "node_modules", ".git");

    private final Layout layout;
    private final Map<String, String> pathOfArtifact = new HashMap<>();

    Modules(Layout layout) {
        this.layout = layout;
        var modules = MODULE.matcher(read(layout.root().resolve("pom.xml")));
        while (modules.find()) {
            var path = modules.group(1);
            var pom = layout.module(path).resolve("pom.xml");
            if (Files.exists(pom)) {
                var own = read(pom);
                var artifact = ARTIFACT.matcher(own);
                if (artifact.find(Math.max(0, own.indexOf("</parent>")))) {
                    pathOfArtifact.put(artifact.group(1), path);
                }
            }
        }
    }

    boolean hasSources(String module) {
        return Files.isDirectory(layout.module(module).resolve("src/main/java"));
    }

    List<String> stale(Collection<String> modules) {
        return modules.stream().filter(this::isStale).toList();
    }

    boolean isStale(String module) {
        var jar = layout.jar(module);
        if (!Files.exists(jar)) {
            return true;
        }
        // Maven leaves a jar alone when nothing in it changed; the stamp remembers that it looked.
        var built = Math.max(time(jar), time(stamp(module)));
        return withUpstream(module).stream().anyMatch(it -> newest(layout.module(it)) > built)
                || time(layout.root().resolve("pom.xml")) > built;
    }

    /** Remembers that these were built from the sources as they were at that time. */
    void built(Collection<String> modules, FileTime at) throws IOException {
        for (var module : modules) {
            var stamp = stamp(module);
            Files.createDirectories(stamp.getParent() == null ? layout.run() : stamp.getParent());
            Files.writeString(stamp, at.toString());
            Files.setLastModifiedTime(stamp, at);
        }
    }

    Set<String> withUpstream(String module) {
        var all = new LinkedHashSet<String>();
        collect(module, all);
        return all;
    }

    private void collect(String module, Set<String> all) {
        if (all.add(module)) {
            var pom = read(layout.module(module).resolve("pom.xml"));
            var dependencies =
                    ARTIFACT.matcher(pom.substring(Math.max(0, pom.indexOf("</parent>"))));
            while (dependencies.find()) {
                var path = pathOfArtifact.get(dependencies.group(1));
                if (path != null) {
                    collect(path, all);
                }
            }
        }
    }

    private Path stamp(String module) {
        return layout.run().resolve("built").resolve(module.replace('/', '-'));
    }

    private static long time(Path file) {
        try {
            return Files.exists(file) ? Files.getLastModifiedTime(file).toMillis() : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static long newest(Path folder) {
        var newest = new long[1];
        try {
            Files.walkFileTree(
                    folder,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path each, BasicFileAttributes attributes) {
                            var name = String.valueOf(each.getFileName());
                            return NO_SOURCES.contains(name)
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(
                                Path each, BasicFileAttributes attributes) {
                            if (!each.toString().endsWith(".md")) {
                                newest[0] =
                                        Math.max(
                                                newest[0],
                                                attributes.lastModifiedTime().toMillis());
                            }
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return newest[0];
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new SuiteFailure(file + " cannot be read");
        }
    }
}
