package org.partnerportal.stack.broker;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the command line says, as {@code --name value} pairs. */
record Options(Map<String, String> values) {

    static Options of(String... args) {
        var values = new HashMap<String, String>();
        for (int i = 0; i < args.length; i += 2) {
            if (!args[i].startsWith("--") || i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + ": expected --name value");
            }
            values.put(args[i].substring(2), args[i + 1]);
        }
        return new Options(Map.copyOf(values));
    }

    String get(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("--" + name + " is missing"));
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
