package org.partnerportal.deal.leads.web;

import org.partnerportal.deal.leads.domain.LeadProgramme;

/**
 * A programme as it stands.
 *
 * @param version also the ETag
 */
record LeadProgrammeView(String code, LeadProgrammeRules rules, long version) {

    static LeadProgrammeView of(LeadProgramme programme) {
        return new LeadProgrammeView(
                programme.code().value(),
                LeadProgrammeRules.of(programme.rules()),
                programme.version());
    }
}
