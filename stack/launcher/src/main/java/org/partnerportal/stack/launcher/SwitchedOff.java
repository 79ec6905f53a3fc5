package org.partnerportal.stack.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The services that this suite is run without, remembered until they are switched on again. */
record SwitchedOff(Set<String> names) {

    SwitchedOff {
        names = Set.copyOf(names);
    }

    static SwitchedOff read(Layout layout) {
        var file = file(layout);
        try {
            return new SwitchedOff(Files.exists(file) ? parse(Files.readString(file)) : Set.of());
        } catch (IOException e) {
            throw new SuiteFailure(file + " cannot be read");
        }
    }

    /** Names with commas or white space between them. */
    static Set<String> parse(String text) {
        return Stream.of(text.split("[\\s,]+", -1))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    /** The same without {@code on} and with {@code off}; refuses what is no service. */
    SwitchedOff changed(
            Collection<String> off, Collection<String> on, Collection<String> services) {
        var known = services.stream().filter(it -> it.endsWith("-service")).sorted().toList();
        Stream.concat(off.stream(), on.stream())
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new SuiteFailure(
                            "'"
                                    + name
                                    + "' cannot be switched; there is: "
                                    + String.join(" ", known));
                });
        var changed = new TreeSet<>(names);
        changed.removeAll(on);
        changed.addAll(off);
        return new SwitchedOff(changed);
    }

    void save(Layout layout) throws IOException {
        Files.writeString(file(layout), text() + "\n");
    }

    boolean has(String service) {
        return names.contains(service);
    }

    /** As the gateway wants to be told. */
    String text() {
        return String.join(",", new TreeSet<>(names));
    }

    private static Path file(Layout layout) {
        return layout.run().resolve("without");
    }
}
