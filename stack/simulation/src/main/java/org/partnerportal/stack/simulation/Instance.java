package org.partnerportal.stack.simulation;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.partnerportal.messaging.InstanceMessaging;

/** One process of a service: it lives, dies at some step, and begins again with nothing. */
final class Instance {

    private static final int MOST_TOGETHER = 4;

    private final String name;
    private final ServiceContext service;
    private final Schedule schedule;
    private Map<String, Object> life = new HashMap<>();
    private @Nullable InstanceMessaging messaging;
    private boolean up;

    Instance(String name, ServiceContext service, Schedule schedule) {
        this.name = name;
        this.service = service;
        this.schedule = schedule;
    }

    String name() {
        return name;
    }

    String service() {
        return service.name();
    }

    boolean isUp() {
        return up;
    }

    void start() {
        life = new HashMap<>();
        life.put("eventProducer", SimulatedProducer.of(schedule));
        life.put("instanceThreads", new Threads());
        messaging = bean(InstanceMessaging.class);
        schedule.work()
                .forEach(type -> {
                    if (type.service().equals(service())) {
                        bean(type.type());
                    }
                });
        up = true;
        for (InstanceMessaging.Group group : messaging.groups()) {
            spawn(group.name(), () -> consume(group));
        }
    }

    /** Every thread of it ends where it stands. */
    void crash() {
        up = false;
        schedule.scheduler().kill(this);
    }

    Actor spawn(String task, Runnable work) {
        return schedule.scheduler().spawn(name + "/" + task, this, work);
    }

    <T> T bean(Class<T> type) {
        return service.bean(life, type);
    }

    InstanceMessaging messaging() {
        return Objects.requireNonNull(messaging);
    }

    /**
     * Reads what is assigned to this instance from the last committed offset on. A failure that the
     * container would try again for ever is tried again; an offset is committed some time after its
     * record was handled, or never.
     */
    private void consume(InstanceMessaging.Group group) {
        var read = new TreeMap<TopicPartition, Position>(Schedule.BY_NAME);
        Actor self = Objects.requireNonNull(Actor.current());
        while (true) {
            var looked = new long[] {-1};
            self.pauseUntil(() -> {
                // Looking is costly, and asked for before every step of everybody.
                if (looked[0] == schedule.changes()) {
                    return false;
                }
                if (hasWork(group, read)) {
                    return true;
                }
                looked[0] = schedule.changes();
                return false;
            });
            if (readAssignment(group, read)) {
                group.partitionsAssigned();
            }
            List<TopicPartition> waiting =
                    read.entrySet().stream()
                            .filter(entry ->
                                    entry.getValue().offset < schedule.broker().end(entry.getKey()))
                            .map(Map.Entry::getKey)
                            .toList();
            if (waiting.isEmpty()) {
                continue;
            }
            TopicPartition partition = waiting.get(schedule.random().nextInt(waiting.size()));
            Position position = Objects.requireNonNull(read.get(partition));
            int most = group.isTakenTogether() ? 1 + schedule.random().nextInt(MOST_TOGETHER) : 1;
            List<ConsumerRecord<byte[], byte[]>> records =
                    LongStream.range(
                                    position.offset,
                                    Math.min(
                                            position.offset + most,
                                            schedule.broker().end(partition)))
                            .mapToObj(offset -> schedule.broker().read(partition, offset))
                            .toList();
            records.forEach(
                    record -> schedule.trace().say(self, () -> "reads " + Trace.text(record)));
            try {
                group.handle(records);
            } catch (RuntimeException e) {
                schedule.trace().say(self, () -> "will read it again: " + e);
                continue;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            position.offset += records.size();
            if (schedule.assignment(group.name(), partition).equals(position.assignment)
                    && schedule.commitsNow()) {
                long offset = position.offset;
                schedule.broker().commit(group.name(), partition, offset);
                schedule.trace().say(self, () -> "commits " + partition + "@" + offset);
            }
        }
    }

    private static final class Position {

        private final Schedule.Assignment assignment;
        private long offset;

        Position(Schedule.Assignment assignment, long offset) {
            this.assignment = assignment;
            this.offset = offset;
        }
    }

    private boolean hasWork(InstanceMessaging.Group group, Map<TopicPartition, Position> read) {
        for (TopicPartition partition : schedule.partitions(group.topics())) {
            Schedule.Assignment assignment = schedule.assignment(group.name(), partition);
            if (assignment.to() == this) {
                Position position = read.get(partition);
                if (position == null || !position.assignment.equals(assignment)) {
                    if (schedule.broker().committed(group.name(), partition)
                            < schedule.broker().end(partition)) {
                        return true;
                    }
                } else if (position.offset < schedule.broker().end(partition)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a partition came that was another's, or this one's in an earlier assignment. */
    private boolean readAssignment(
            InstanceMessaging.Group group, Map<TopicPartition, Position> read) {
        boolean news = false;
        for (TopicPartition partition : schedule.partitions(group.topics())) {
            Schedule.Assignment assignment = schedule.assignment(group.name(), partition);
            Position position = read.get(partition);
            if (assignment.to() != this) {
                read.remove(partition);
            } else if (position == null || !position.assignment.equals(assignment)) {
                read.put(
                        partition,
                        new Position(
                                assignment, schedule.broker().committed(group.name(), partition)));
                news = true;
            }
        }
        return news;
    }

    @Override
    public String toString() {
        return name;
    }

    /** The relay's pool: every task is an actor of the instance. */
    private final class Threads extends AbstractExecutorService {

        @Override
        public void execute(Runnable task) {
            spawn("outbox", task);
        }

        @Override
        public void shutdown() {
            // Only a crash ends it.
        }

        @Override
        public List<Runnable> shutdownNow() {
            return Collections.emptyList();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
