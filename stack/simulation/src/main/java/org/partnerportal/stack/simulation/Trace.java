package org.partnerportal.stack.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What happened, step by step. Ids that are made by chance are numbered in the order in which they
 * appear, so that the same schedule reads the same.
 */
final class Trace {

    private static final Pattern BY_CHANCE =
            Pattern.compile(
                    "(evt|job)_[0-9A-Z]{26}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|"
                            + "(deal|ptr|line|stmt|dlt|plan)_[0-9A-Z]{26}");
    private static final int LONGEST_LINE = 400;

    private final boolean on;
    private final SimulatedClock clock;
    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    Trace(boolean on, SimulatedClock clock) {
        this.on = on;
        this.clock = clock;
    }

    void say(Object who, Supplier<String> what) {
        if (on) {
            String line = clock.instant() + "  " + who + "  " + named(what.get());
            lines.add(
                    line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line);
        }
    }

    private String named(String text) {
        Matcher matcher = BY_CHANCE.matcher(text);
        var named = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(named, Matcher.quoteReplacement(name(matcher.group())));
        }
        return matcher.appendTail(named).toString();
    }

    private String name(String id) {
        return names.computeIfAbsent(
                id,
                _ -> {
                    int bar = id.indexOf('_');
                    String kind = bar < 0 ? "uuid" : id.substring(0, bar);
                    return kind + "#" + counts.merge(kind, 1, Integer::sum);
                });
    }

    static String text(ConsumerRecord<byte[], byte[]> record) {
        return record.topic()
                + "-"
                + record.partition()
                + "@"
                + record.offset()
                + " "
                + text(record.headers(), record.key());
    }

    static String text(ProducerRecord<byte[], byte[]> record) {
        return record.topic() + " " + text(record.headers(), record.key());
    }

    private static String text(Headers headers, byte[] key) {
        return header(headers, "ce_type")
                + " "
                + new String(key, StandardCharsets.UTF_8)
                + " v"
                + header(headers, "ce_aggregateversion")
                + " "
                + header(headers, "ce_id");
    }

    static String header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? "-" : new String(header.value(), StandardCharsets.UTF_8);
    }

    List<String> lines() {
        return lines;
    }
}
