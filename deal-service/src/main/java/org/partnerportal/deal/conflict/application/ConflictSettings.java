package org.partnerportal.deal.conflict.application;

import java.time.Duration;
import org.partnerportal.deal.conflict.domain.ConflictRules;
import org.partnerportal.deal.registration.application.Programme;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The programme's rules for conflicts, {@code portal.deals.conflicts.*}.
 *
 * @param decideWithin business days in which the vendor wants to have decided
 * @param appealWithin business days in which a partner may appeal
 * @param settleEvery how often the timer looks for decisions that have become final
 * @param settleBatch how many cases one run of the timer takes on
 */
@ConfigurationProperties("portal.deals.conflicts")
public record ConflictSettings(
        @DefaultValue("5") int decideWithin,
        @DefaultValue("10") int appealWithin,
        @DefaultValue("60s") Duration settleEvery,
        @DefaultValue("200") int settleBatch) {

    ConflictRules rules(Programme programme) {
        return new ConflictRules(decideWithin, appealWithin, programme.rules().calendar());
    }
}
