package org.partnerportal.testkit;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What others may rely on about one field: its type, whether it is always there, and its values
 * where they are a fixed set.
 */
record ContractField(String type, boolean required, Set<String> values) {

    private static final Pattern TEXT = Pattern.compile("([^ ]+)( required)?(?: \\{(.*)})?");

    static ContractField parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a locked field: " + text);
        }
        Set<String> values =
                matcher.group(3) == null
                        ? Set.of()
                        : new TreeSet<>(Arrays.asList(matcher.group(3).split("\\|", -1)));
        return new ContractField(matcher.group(1), matcher.group(2) != null, values);
    }

    @Override
    public String toString() {
        return type
                + (required ? " required" : "")
                + (values.isEmpty() ? "" : " {" + String.join("|", new TreeSet<>(values)) + "}");
    }
}
