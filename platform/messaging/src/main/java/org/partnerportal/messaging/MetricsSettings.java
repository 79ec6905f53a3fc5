package org.partnerportal.messaging;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The figures of {@code docs/metrics.md} that cost a question to the store or the broker.
 *
 * @param enabled off: nobody is asked, and nothing of it is told
 * @param every how often they are asked; a look at the metrics asks nobody
 */
@ConfigurationProperties("portal.metrics")
public record MetricsSettings(
        @DefaultValue("true") boolean enabled, @DefaultValue("15s") Duration every) {}
