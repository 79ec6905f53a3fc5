package org.partnerportal.analytics.rebuild;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.partnerportal.analytics.figures.Row;

/**
 * How far a rebuild is, and what it found.
 *
 * @param state RUNNING, SWITCHED (the new figures answer already), SUCCEEDED or FAILED (the
 *     previous figures go on answering)
 * @param failure EVENTS_MISSING or TAKEN_UP_TOO_OFTEN
 * @param generation that is being made
 * @param processed events read so far, of {@code total} that there were when it began; what came in
 *     since is read too
 * @param skipped records that are no readable events
 * @param figures there as soon as both generations have been compared
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RebuildView(
        String id,
        Rebuild.State state,
        Rebuild.@Nullable Failure failure,
        int generation,
        int previousGeneration,
        Instant startedAt,
        @Nullable Instant finishedAt,
        long processed,
        long total,
        int percent,
        long skipped,
        List<Topic> topics,
        @Nullable Figures figures) {

    /** The same of one topic. */
    record Topic(String topic, long processed, long total) {}

    /**
     * Totals per currency of both generations.
     *
     * @param same whether the new generation says exactly what the old one says, document by
     *     document
     */
    record Figures(boolean same, List<Row> before, List<Row> after, Comparison documents) {}

    static RebuildView of(Rebuild rebuild) {
        Map<String, List<Rebuild.Reading>> byTopic =
                rebuild.readings().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Rebuild.Reading::topic, TreeMap::new, Collectors.toList()));
        List<Topic> topics =
                byTopic.entrySet().stream()
                        .map(entry ->
                                new Topic(
                                        entry.getKey(),
                                        sum(entry.getValue(), RebuildView::read),
                                        sum(entry.getValue(), RebuildView::toRead)))
                        .toList();
        long read = topics.stream().mapToLong(Topic::processed).sum();
        long toRead = topics.stream().mapToLong(Topic::total).sum();
        return new RebuildView(
                rebuild.id(),
                rebuild.state(),
                rebuild.failure(),
                rebuild.generation(),
                rebuild.previous(),
                rebuild.startedAt(),
                rebuild.finishedAt(),
                read,
                toRead,
                percent(rebuild, read, toRead),
                rebuild.skipped(),
                topics,
                figures(rebuild));
    }

    private static @Nullable Figures figures(Rebuild rebuild) {
        return rebuild.comparison() == null || rebuild.before() == null || rebuild.after() == null
                ? null
                : new Figures(
                        rebuild.comparison().isSame() && rebuild.before().equals(rebuild.after()),
                        rebuild.before(),
                        rebuild.after(),
                        rebuild.comparison());
    }

    private static int percent(Rebuild rebuild, long read, long toRead) {
        if (rebuild.readings().isEmpty()) {
            return 0;
        }
        return toRead == 0 ? 100 : (int) Math.min(100, read * 100 / toRead);
    }

    private static long read(Rebuild.Reading reading) {
        return reading.next() - reading.begin();
    }

    private static long toRead(Rebuild.Reading reading) {
        return reading.target() - reading.begin();
    }

    private static long sum(
            List<Rebuild.Reading> readings, ToLongFunction<Rebuild.Reading> figure) {
        return readings.stream().mapToLong(figure).sum();
    }
}
