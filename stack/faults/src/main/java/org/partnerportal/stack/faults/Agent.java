package org.partnerportal.stack.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * Exact points in a service's code. Byteman is handed to the JVM of one process by its environment;
 * a rule does something only while a file of its name is there.
 */
final class Agent {

    /** A place in the code and what can be made to happen there. */
    enum Point {
        BEFORE_PUBLICATION(
                "org.partnerportal.messaging.OutboxRelay", "publishNow", "AT ENTRY", "killJVM()"),
        AFTER_PUBLICATION(
                "org.partnerportal.messaging.OutboxRelay", "takeOut", "AT ENTRY", "killJVM()"),
        AFTER_CLAIM(
                "org.partnerportal.deal.claims.Claims",
                "reserve(org.partnerportal.deal.registration.domain.Deal)",
                "AT EXIT",
                "killJVM()"),
        IN_A_BATCH("org.partnerportal.messaging.RecordHandler", "handle", "AT EXIT", "killJVM()"),
        HANDLER_FAILS(
                "org.partnerportal.commission.invoice.messaging.InvoiceFeed",
                "on",
                "AT ENTRY",
                "throw new java.lang.IllegalStateException(\"A planted failure\")"),
        SLOW("org.partnerportal.web.CommandFilter", "doFilterInternal", "AT ENTRY", "delay(5000)"),
        TOO_SLOW(
                "org.partnerportal.web.CommandFilter",
                "doFilterInternal",
                "AT ENTRY",
                "delay(11000)"),
        FAILING(
                "org.springframework.web.servlet.DispatcherServlet",
                "doDispatch",
                "AT ENTRY",
                "throw new java.lang.IllegalStateException(\"A planted failure\")");

        private final String type;
        private final String method;
        private final String where;
        private final String action;

        Point(String type, String method, String where, String action) {
            this.type = type;
            this.method = method;
            this.where = where;
            this.action = action;
        }
    }

    private final Path folder;

    Agent(Path suite) throws IOException {
        this.folder = Files.createDirectories(suite.resolve("faults"));
        disarmAll();
        try (InputStream jar = Agent.class.getResourceAsStream("/byteman.jar")) {
            if (jar == null) {
                throw new IOException("byteman.jar is missing from this program");
            }
            Files.copy(jar, folder.resolve("byteman.jar"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** What a process must find in its environment to have these points. */
    Map<String, String> environment(Point... points) {
        var rules = new StringBuilder();
        for (Point point : points) {
            rules.append("RULE ").append(point.name()).append('\n');
            rules.append("CLASS ").append(point.type).append('\n');
            rules.append("METHOD ").append(point.method).append('\n');
            rules.append(point.where).append('\n');
            rules.append("BIND armed : java.io.File = new java.io.File(\"")
                    .append(file(point))
                    .append("\")\nIF armed.exists()\n");
            rules.append("DO ").append(point.action).append('\n');
            rules.append("ENDRULE\n\n");
        }
        Path script = folder.resolve(points[0].name() + ".btm");
        try {
            Files.writeString(script, rules);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return Map.of(
                "JAVA_TOOL_OPTIONS",
                "-javaagent:" + folder.resolve("byteman.jar") + "=script:" + script);
    }

    /** From now on it happens. */
    void arm(Point point) throws IOException {
        Files.writeString(file(point), "");
    }

    void disarm(Point point) throws IOException {
        Files.deleteIfExists(file(point));
    }

    void disarmAll() throws IOException {
        for (Point point : Point.values()) {
            disarm(point);
        }
    }

    private Path file(Point point) {
        return folder.resolve(point.name() + ".armed");
    }
}
