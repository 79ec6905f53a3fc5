package org.partnerportal.commission;

import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The programme's own choices.
 *
 * @param zone in which days and months begin and end
 * @param alarmAfter how long an invoice may wait for its deal, or a credit note for its invoice,
 *     before someone is called
 * @param sweepAfter how long something waits before it is first looked at on suspicion; until then
 *     the events themselves bring together what belongs together
 * @param runLease how long one instance may work on a statement run without saying how far it is
 */
@ConfigurationProperties("portal.commission")
public record CommissionSettings(
        @DefaultValue("Europe/Budapest") ZoneId zone,
        @DefaultValue("24h") Duration alarmAfter,
        @DefaultValue("30s") Duration sweepAfter,
        @DefaultValue("20s") Duration runLease) {}
