package org.partnerportal.stack.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where things are: the repository, and the folder with all that the running suite writes.
 *
 * @param root the repository
 * @param state {@code .suite} in it, or what PORTAL_SUITE_DIR names
 */
public record Layout(Path root, Path state) {

    static Layout of(Path root, Map<String, String> environment) {
        var named = environment.getOrDefault("PORTAL_SUITE_DIR", "");
        var home = root.toAbsolutePath().normalize();
        return new Layout(home, home.resolve(named.isBlank() ? ".suite" : named).normalize());
    }

    Path run() {
        return state.resolve("run");
    }

    Path logs() {
        return state.resolve("logs");
    }

    Path log(String process) {
        return logs().resolve(process + ".log");
    }

    Path data() {
        return state.resolve("data");
    }

    Path pidFile(String process) {
        return run().resolve(process + ".pid");
    }

    Path module(String name) {
        return root.resolve(name);
    }

    /** What others compile against. */
    Path jar(String module) {
        return artifact(module, "");
    }

    /** The same with everything that it needs, to be started. */
    Path program(String module) {
        return artifact(module, "-exec");
    }

    private Path artifact(String module, String classifier) {
        var artifact = Path.of(module).getFileName().toString();
        var prefix = module.startsWith("stack/") ? "stack-" : "";
        return module(module)
                .resolve("target")
                .resolve(prefix + artifact + "-" + version() + classifier + ".jar");
    }

    Path identityHome() {
        return state.resolve("identity").resolve("keycloak-" + identityVersion());
    }

    Path realm() {
        return root.resolve("stack/identity/partner-portal-realm.json");
    }

    void prepare() {
        try {
            for (var folder : new Path[] {run(), logs(), data()}) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new SuiteFailure(state + " cannot be written: " + e.getMessage());
        }
    }

    /** The product's version; the root pom is the only place that knows it. */
    private String version() {
        return fromPom("<artifactId>partner-portal</artifactId>\\s*<version>([^<]+)</version>");
    }

    private String identityVersion() {
        return fromPom("<keycloak.version>([^<]+)</keycloak.version>");
    }

    private String fromPom(String pattern) {
        var pom = root.resolve("pom.xml");
        try {
            var found = Pattern.compile(pattern).matcher(Files.readString(pom));
            if (found.find()) {
                return found.group(1);
            }
        } catch (IOException e) {
            throw new SuiteFailure(pom + " cannot be read: is this the repository's root?");
        }
        throw new SuiteFailure(pom + " has no " + pattern);
    }
}
