package org.partnerportal.deal.leads.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.leads.domain.LeadProgramme;

/**
 * A programme as it stands: what was said about it, with what follows where nothing was said.
 *
 * @param claimants how many partners a FIRST_TO_CLAIM lead is offered to at once
 * @param acceptWithin how long a partner may think, in business days or hours of its own calendar
 * @param inactivityDays after which a partner is warned that nothing was heard
 * @param noticeDays after the warning, at the end of which the lead is taken back
 * @param weight of a partner of whom nothing else is said; 0: it gets no leads
 * @param capacity how many open leads such a partner can have; none: any number
 * @param members of whom something else is said
 * @param version also the ETag
 */
record LeadProgrammeView(
        String code,
        String name,
        LeadProgramme.Strategy strategy,
        int claimants,
        LeadProgrammeRules.LeadAcceptWithin acceptWithin,
        int inactivityDays,
        int noticeDays,
        int weight,
        @Nullable Integer capacity,
        List<LeadProgrammeRules.LeadMember> members,
        long version) {

    static LeadProgrammeView of(LeadProgramme programme) {
        LeadProgramme.Rules rules = programme.rules();
        return new LeadProgrammeView(
                programme.code().value(),
                rules.name(),
                rules.strategy(),
                rules.claimants(),
                LeadProgrammeRules.acceptWithin(rules),
                rules.inactivityDays(),
                rules.noticeDays(),
                rules.weight(),
                rules.capacity(),
                LeadProgrammeRules.members(rules),
                programme.version());
    }
}
