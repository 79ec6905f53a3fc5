package org.partnerportal.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.partnerportal.messaging.audit.AuditSettings;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings as in operation, with the few numbers that tests turn. */
final class TestSettings {

    private TestSettings() {}

    static MessagingSettings outbox(boolean enabled) {
        return outbox(enabled, Duration.ofSeconds(10), 8, 1_000_000);
    }

    static MessagingSettings outbox(
            boolean enabled, Duration lease, int publishers, int maxPendingBytes) {
        return settings(
                new MessagingSettings.Outbox(
                        enabled,
                        lease,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        publishers,
                        200,
                        maxPendingBytes,
                        50),
                500);
    }

    static AuditSettings audit() {
        return audit(200);
    }

    static AuditSettings audit(int maxPending) {
        var settings = Map.of("portal.audit.max-pending", maxPending);
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("portal.audit", AuditSettings.class);
    }

    static MessagingSettings consumer(int maxParked) {
        return settings(
                new MessagingSettings.Outbox(
                        false,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        1,
                        200,
                        1_000_000,
                        50),
                maxParked);
    }

    private static MessagingSettings settings(MessagingSettings.Outbox outbox, int maxParked) {
        return new MessagingSettings(
                "sample.events.v1",
                outbox,
                new MessagingSettings.Consumer(
                        true,
                        2,
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        3,
                        Duration.ofMillis(1),
                        ".dlt",
                        List.of("outside.events.v1"),
                        Set.of("outside.known"),
                        maxParked),
                new MessagingSettings.Topics(true, 3, (short) 1, Duration.ofDays(400)));
    }
}
