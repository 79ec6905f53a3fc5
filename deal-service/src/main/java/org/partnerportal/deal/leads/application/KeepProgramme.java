package org.partnerportal.deal.leads.application;

import java.util.List;
import org.partnerportal.deal.leads.domain.LeadProgramme;
import org.partnerportal.deal.leads.domain.LeadProgrammes;
import org.partnerportal.deal.leads.domain.ProgrammeCode;
import org.partnerportal.deal.partners.PartnerDirectory;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Expected;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Says how leads of a programme are distributed from now on. */
@Service
public class KeepProgramme {

    private final LeadProgrammes programmes;
    private final PartnerDirectory partners;

    KeepProgramme(LeadProgrammes programmes, PartnerDirectory partners) {
        this.programmes = programmes;
        this.partners = partners;
    }

    /**
     * @param expected version 0 where there is no such programme yet
     */
    public LeadProgramme handle(ProgrammeCode code, Expected expected, LeadProgramme.Rules rules) {
        rules.mustMakeSense();
        rules.members().forEach(member -> partners.mustKnow(member.partner()));
        return programmes.find(code).isPresent()
                ? programmes.change(
                        code, expected, programme -> new Decided<>(programme.by(rules), List.of()))
                : added(new LeadProgramme(code, rules, 0), expected);
    }

    private LeadProgramme added(LeadProgramme programme, Expected expected) {
        expected.check(programme.version());
        try {
            return programmes.add(new Decided<>(programme, List.of()));
        } catch (DuplicateKeyException e) {
            throw CommonRefusal.STALE_VERSION.because(1, programme.version());
        }
    }
}
