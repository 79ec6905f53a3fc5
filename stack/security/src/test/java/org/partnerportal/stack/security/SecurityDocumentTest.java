package org.partnerportal.stack.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SecurityDocumentTest {

    private static final Path ROOT = Path.of("../..");
    private static final Pattern TEST_CLASS = Pattern.compile("`([A-Z]\\w*(?:Test|IT))`");
    private static final Pattern AREA = Pattern.compile("--only ([a-z]+)");
    private static final Pattern RISK = Pattern.compile("(?m)^\\| API(\\d+) ");
    private static final Set<String> ELSEWHERE = Set.of("target", "node_modules", ".git", ".suite");

    private static String document() throws IOException {
        return Files.readString(ROOT.resolve("docs/security.md"));
    }

    @Test
    void namesTestsThatExist() throws IOException {
        Set<String> named = found(TEST_CLASS, document());
        assertThat(named).hasSizeGreaterThan(20);
        assertThat(testClasses()).containsAll(named);
    }

    @Test
    void namesAreasThatThisProgramHas() throws IOException {
        assertThat(SecurityApplication.areas()).containsAll(found(AREA, document()));
    }

    @Test
    void hasARowForEveryRiskOfTheTopTen() throws IOException {
        assertThat(found(RISK, document()))
                .containsExactlyInAnyOrder("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    }

    private static Set<String> found(Pattern pattern, String text) {
        var found = new TreeSet<String>();
        pattern.matcher(text).results().map((MatchResult it) -> it.group(1)).forEach(found::add);
        return found;
    }

    private static Set<String> testClasses() throws IOException {
        var classes = new TreeSet<String>();
        Files.walkFileTree(
                ROOT,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        return ELSEWHERE.contains(String.valueOf(folder.getFileName()))
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        String name = String.valueOf(file.getFileName());
                        if (name.endsWith(".java") && file.toString().contains("/src/test/")) {
                            classes.add(name.replace(".java", ""));
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return classes;
    }
}
