package org.partnerportal.analytics.freshness;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/** How far this instance has stored what it read, by the broker's timestamps. */
@Component
public class Handled {

    private final Map<TopicPartition, Instant> until = new ConcurrentHashMap<>();

    private final LongAdder records = new LongAdder();

    public void until(String topic, int partition, Instant recordedAt) {
        until.merge(
                new TopicPartition(topic, partition),
                recordedAt,
                (known, news) -> news.isAfter(known) ? news : known);
        records.increment();
    }

    long records() {
        return records.sum();
    }

    Map<TopicPartition, Instant> all() {
        return Map.copyOf(until);
    }
}
