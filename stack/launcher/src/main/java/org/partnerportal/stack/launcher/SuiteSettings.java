package org.partnerportal.stack.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the property files beside the launcher say. */
final class SuiteSettings {

    /**
     * A Spring Boot service of the suite.
     *
     * @param port before the offset
     */
    record Service(String name, int port, int heapMb, int memoryMb) {}

    private SuiteSettings() {}

    /** The services in the order of the file. */
    static List<Service> services(Path root) {
        var file = root.resolve("stack/suite.properties");
        var services = new ArrayList<Service>();
        pairs(file)
                .forEach((name, value) -> {
                    var numbers = value.split(" +", -1);
                    try {
                        services.add(
                                new Service(
                                        name,
                                        Integer.parseInt(numbers[0]),
                                        Integer.parseInt(numbers[1]),
                                        Integer.parseInt(numbers[2])));
                    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                        throw new SuiteFailure(
                                file
                                        + ": "
                                        + name
                                        + " is '"
                                        + value
                                        + "', expected port, heap and memory");
                    }
                });
        return List.copyOf(services);
    }

    static Map<String, String> demoUsers(Path root) {
        return pairs(root.resolve("stack/identity/demo-users.properties"));
    }

    private static Map<String, String> pairs(Path file) {
        var pairs = new LinkedHashMap<String, String>();
        try {
            for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                var at = line.indexOf('=');
                if (at > 0 && !line.startsWith("#")) {
                    pairs.put(line.substring(0, at).strip(), line.substring(at + 1).strip());
                }
            }
        } catch (IOException e) {
            throw new SuiteFailure(file + " cannot be read");
        }
        return pairs;
    }
}
