package org.partnerportal.stack.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.partnerportal.kernel.Money;

/** Each figure of the suite beside the figure that follows from the CSV files alone. */
final class Reconciliation {

    private final List<Row> rows = new ArrayList<>();

    private record Row(String figure, String expected, String actual, boolean same) {}

    void compare(String figure, long expected, long actual) {
        add(figure, Long.toString(expected), Long.toString(actual), expected == actual);
    }

    void compare(String figure, Money expected, Money actual) {
        add(figure, text(expected), text(actual), expected.equals(actual));
    }

    void compare(String figure, String expected, String actual) {
        add(figure, expected, actual, Objects.equals(expected, actual));
    }

    private void add(String figure, String expected, String actual, boolean same) {
        rows.add(new Row(figure, expected, actual, same));
    }

    long differences() {
        return rows.stream().filter(row -> !row.same()).count();
    }

    int size() {
        return rows.size();
    }

    /** As a table, the differences marked. */
    List<String> lines() {
        int figure = width(rows.stream().map(Row::figure).toList(), "figure");
        int expected = width(rows.stream().map(Row::expected).toList(), "from the CSV");
        int actual = width(rows.stream().map(Row::actual).toList(), "from the API");
        String format = "%-" + figure + "s  %" + expected + "s  %" + actual + "s  %s";
        var lines = new ArrayList<String>();
        lines.add(String.format(Locale.ROOT, format, "figure", "from the CSV", "from the API", ""));
        lines.add("-".repeat(figure + expected + actual + 15));
        rows.forEach(row ->
                lines.add(
                        String.format(
                                Locale.ROOT,
                                format,
                                row.figure(),
                                row.expected(),
                                row.actual(),
                                row.same() ? "OK" : "DIFFERENT")));
        return lines;
    }

    private static int width(List<String> values, String title) {
        return values.stream().mapToInt(String::length).max().orElse(0) > title.length()
                ? values.stream().mapToInt(String::length).max().orElse(0)
                : title.length();
    }

    private static String text(Money money) {
        return String.format(Locale.ROOT, "%,.2f", money.amount())
                + " "
                + money.currency().getCurrencyCode();
    }
}
