package org.partnerportal.messaging.audit;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.DefaultLockingTaskExecutor;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.LockingTaskExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Does in the background what the audit trail has to do, and the rest of it when we stop. */
final class AuditWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AuditWorker.class);
    private static final Duration PURGE_LIMIT = Duration.ofHours(1);

    private final AuditTrail trail;
    private final AuditSettings settings;
    private final LockingTaskExecutor locks;
    private volatile boolean running;
    private ScheduledExecutorService timer = newTimer();

    AuditWorker(AuditTrail trail, AuditSettings settings, LockProvider locks) {
        this.trail = trail;
        this.settings = settings;
        this.locks = new DefaultLockingTaskExecutor(locks);
    }

    private static ScheduledExecutorService newTimer() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("audit").daemon().factory());
    }

    @Override
    public void start() {
        timer = newTimer();
        every(settings.interval(), "Taking audit entries over", trail::takeOverAll);
        every(settings.window().dividedBy(4), "Writing refusals", trail::writeRefusals);
        every(settings.sweep(), "The audit sweep", trail::sweep);
        every(settings.headEvery(), "Publishing the audit head", this::publishHead);
        every(settings.purgeEvery(), "The audit purge", this::purge);
        running = true;
    }

    private void every(Duration interval, String what, Runnable work) {
        long millis = Math.max(1, interval.toMillis());
        var _ =
                timer.scheduleWithFixedDelay(
                        () -> {
                            try {
                                work.run();
                            } catch (RuntimeException e) {
                                log.warn(
                                        "{} failed and will be tried again: {}",
                                        what,
                                        e.toString());
                            }
                        },
                        millis,
                        millis,
                        TimeUnit.MILLISECONDS);
    }

    /** Out of the reach of whoever can write to the database: logs are kept elsewhere. */
    private void publishHead() {
        ChainHead head = trail.head();
        log.info("Audit chain: {} entries, head {}", head.sequence(), head.hash());
    }

    private void purge() {
        var alone =
                new LockConfiguration(
                        ClockProvider.now(), "audit-purge", PURGE_LIMIT, Duration.ZERO);
        locks.executeWithLock(
                (Runnable)
                        () -> {
                            long deleted = trail.purge();
                            if (deleted > 0) {
                                log.info("{} old audit entries were deleted", deleted);
                            }
                        },
                alone);
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdown();
        try {
            var _ = timer.awaitTermination(5, TimeUnit.SECONDS);
            trail.flush();
            publishHead();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("The last audit entries wait for the next start: {}", e.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isAutoStartup() {
        return settings.enabled();
    }

    /** Stops after the web server and the consumers, which still have something to record. */
    @Override
    public int getPhase() {
        return 0;
    }
}
