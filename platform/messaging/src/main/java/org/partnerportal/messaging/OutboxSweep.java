package org.partnerportal.messaging;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The safety net under the outbox: looks every second for events that no one is publishing. */
final class OutboxSweep implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxSweep.class);

    private final OutboxRelay relay;
    private final MessagingSettings.Outbox settings;
    private volatile boolean running;
    private ScheduledExecutorService timer = newTimer();

    OutboxSweep(OutboxRelay relay, MessagingSettings settings) {
        this.relay = relay;
        this.settings = settings.outbox();
    }

    private static ScheduledExecutorService newTimer() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("outbox-sweep").daemon().factory());
    }

    @Override
    public void start() {
        timer = newTimer();
        long millis = settings.sweep().toMillis();
        var _ = timer.scheduleWithFixedDelay(this::sweep, millis, millis, TimeUnit.MILLISECONDS);
        running = true;
    }

    void sweep() {
        try {
            int found = relay.sweep();
            if (found > 0) {
                log.info("The sweep took on the events of {} documents", found);
            }
        } catch (RuntimeException e) {
            log.warn("The sweep failed and will be tried again: {}", e.toString());
        }
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isAutoStartup() {
        return settings.enabled();
    }
}
