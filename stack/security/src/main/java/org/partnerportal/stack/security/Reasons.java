package org.partnerportal.stack.security;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;

/**
 * Operations that ask for no role, each with the reason why; whatever is not listed is a finding.
 */
record Reasons(Properties open, Properties forEveryCaller) {

    static Reasons checkedIn() {
        return new Reasons(read("open-operations"), read("operations-for-every-caller"));
    }

    private static Properties read(String name) {
        var reasons = new Properties();
        try (var in =
                new InputStreamReader(
                        Objects.requireNonNull(
                                Reasons.class.getResourceAsStream("/" + name + ".properties"),
                                name),
                        StandardCharsets.UTF_8)) {
            reasons.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reasons;
    }

    /** Which operations lack a reason, and which reasons their operation. */
    List<String> gaps(List<Operation> operations) {
        var gaps = new ArrayList<String>();
        var unused = new TreeSet<>(open.stringPropertyNames());
        unused.addAll(forEveryCaller.stringPropertyNames());
        for (Operation operation : operations) {
            String key = key(operation);
            unused.remove(key);
            if (operation.open() && !open.containsKey(key)) {
                gaps.add(operation.name() + " needs no token, and no reason is known");
            }
            if (operation.forEveryCaller() && !forEveryCaller.containsKey(key)) {
                gaps.add(operation.name() + " asks for no role, and no reason is known");
            }
        }
        unused.forEach(it -> gaps.add("the reason for " + it + " belongs to no operation"));
        return gaps;
    }

    String of(Operation operation) {
        return (operation.open() ? open : forEveryCaller).getProperty(key(operation), "");
    }

    /** Properties end their key at a space. */
    private static String key(Operation operation) {
        return operation.method() + operation.path();
    }
}
