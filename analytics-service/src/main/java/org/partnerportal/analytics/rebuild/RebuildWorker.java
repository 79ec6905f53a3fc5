package org.partnerportal.analytics.rebuild;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.partnerportal.analytics.AnalyticsSettings;
import org.partnerportal.analytics.facts.Folds;
import org.partnerportal.analytics.figures.Figures;
import org.partnerportal.analytics.freshness.TopicPositions;
import org.partnerportal.analytics.projections.Generations;
import org.partnerportal.analytics.projections.Projections;
import org.partnerportal.messaging.EnvelopeReader;
import org.partnerportal.messaging.TopicReaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Works on the open rebuild, if there is one that no other instance works on. */
@Component
class RebuildWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RebuildWorker.class);
    private static final Map<String, Object> MANY_AT_ONCE =
            Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Rebuilds rebuilds;
    private final RebuildRun.Parts parts;
    private final TopicReaders readers;
    private final String owner = UUID.randomUUID().toString();
    private @Nullable ScheduledExecutorService thread;
    private @Nullable ScheduledFuture<?> looks;

    RebuildWorker(
            Rebuilds rebuilds,
            EnvelopeReader events,
            Folds folds,
            Projections projections,
            Generations generations,
            Figures figures,
            TopicPositions positions,
            AnalyticsSettings settings,
            TopicReaders readers) {
        this.rebuilds = rebuilds;
        this.parts =
                new RebuildRun.Parts(
                        rebuilds,
                        events,
                        folds,
                        projections,
                        generations,
                        figures,
                        positions,
                        settings);
        this.readers = readers;
    }

    /** Does not wait for the next look. */
    synchronized void nudge() {
        if (thread != null) {
            thread.execute(this::lookForWork);
        }
    }

    private void lookForWork() {
        try {
            Optional<Rebuild> taken = rebuilds.take(owner);
            taken.ifPresent(this::work);
        } catch (RuntimeException e) {
            log.warn("Looking for a rebuild failed; it is tried again: {}", e.toString());
        }
    }

    private void work(Rebuild rebuild) {
        log.info("Rebuild {} of generation {}", rebuild.id(), rebuild.generation());
        try (Consumer<byte[], byte[]> consumer = readers.alone(MANY_AT_ONCE)) {
            new RebuildRun(rebuild, owner, parts, consumer).run();
        } catch (RebuildRun.Stopped | InterruptException _) {
            // Another worker, or this service after its restart, goes on at once.
            Thread.interrupted();
            rebuilds.release(rebuild.id(), owner);
        } catch (Rebuilds.LeaseLost e) {
            log.warn("{}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("Rebuild {} stopped; it is taken up again later", rebuild.id(), e);
        }
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService worker =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("rebuild").daemon().factory());
        long every = parts.settings().rebuild().lookEvery().toMillis();
        looks =
                worker.scheduleWithFixedDelay(
                        this::lookForWork, every, every, TimeUnit.MILLISECONDS);
        thread = worker;
    }

    @Override
    public void stop() {
        ScheduledExecutorService worker;
        synchronized (this) {
            worker = thread;
            thread = null;
            if (looks != null) {
                looks.cancel(true);
            }
        }
        if (worker == null) {
            return;
        }
        worker.shutdownNow();
        try {
            if (!worker.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("The rebuild did not stop in time; it is taken up when its lease ends");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
