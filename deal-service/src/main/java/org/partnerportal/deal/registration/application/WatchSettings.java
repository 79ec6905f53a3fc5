package org.partnerportal.deal.registration.application;

import java.time.Duration;
import java.util.List;
import org.partnerportal.deal.registration.domain.WatchRules;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When approvals need a look, {@code portal.deals.watch.*}.
 *
 * @param every how often the timer looks
 * @param batch how many registrations one run takes on for each thing to say
 * @param reminderDays before its end that the end of the protection is announced
 * @param warns whether somebody is warned of registrations of which nothing is heard
 * @param quietDays without an activity or a move of the stage that bring the warning
 * @param revokes whether an approval is taken back that is left alone after the warning
 * @param graceDays after the warning until then
 */
@ConfigurationProperties("portal.deals.watch")
public record WatchSettings(
        @DefaultValue("60s") Duration every,
        @DefaultValue("200") int batch,
        @DefaultValue({"14", "7", "1"}) List<Integer> reminderDays,
        @DefaultValue("true") boolean warns,
        @DefaultValue("30") int quietDays,
        @DefaultValue("false") boolean revokes,
        @DefaultValue("15") int graceDays) {

    WatchRules rules() {
        return new WatchRules(reminderDays, quietDays, warns, graceDays, revokes);
    }
}
