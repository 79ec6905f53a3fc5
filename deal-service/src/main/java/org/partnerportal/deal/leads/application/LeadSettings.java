package org.partnerportal.deal.leads.application;

import java.time.Duration;
import java.time.LocalTime;
import org.partnerportal.kernel.WorkingHours;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is the same for every lead programme.
 *
 * @param opens when partners' working hours begin, by their own clock
 * @param closes when partners' working hours end, by their own clock
 * @param timerEvery how often leads are looked for of which something is due
 * @param timerBatch how many leads one run of the timer takes on
 */
@ConfigurationProperties("portal.deals.leads")
public record LeadSettings(
        @DefaultValue("09:00") LocalTime opens,
        @DefaultValue("17:00") LocalTime closes,
        @DefaultValue("10s") Duration timerEvery,
        @DefaultValue("200") int timerBatch) {

    WorkingHours hours() {
        return new WorkingHours(opens, closes);
    }
}
