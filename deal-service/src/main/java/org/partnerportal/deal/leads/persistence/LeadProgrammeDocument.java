package org.partnerportal.deal.leads.persistence;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.leads.domain.AcceptWithin;
import org.partnerportal.deal.leads.domain.LeadProgramme;
import org.partnerportal.deal.leads.domain.LeadProgramme.Member;
import org.partnerportal.deal.leads.domain.LeadProgramme.Rules;
import org.partnerportal.deal.leads.domain.ProgrammeCode;
import org.partnerportal.deal.leads.domain.Territory;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.springframework.data.annotation.TypeAlias;

/** A lead programme as it is stored. */
@TypeAlias("lead-programme")
record LeadProgrammeDocument(
        String name,
        LeadProgramme.Strategy strategy,
        int claimants,
        int acceptWithin,
        AcceptWithin.Unit acceptUnit,
        int inactivityDays,
        int noticeDays,
        int weight,
        @Nullable Integer capacity,
        List<MemberDocument> members) {

    record MemberDocument(
            String partnerId,
            int weight,
            @Nullable Integer capacity,
            List<TerritoryDocument> territories) {}

    record TerritoryDocument(String country, @Nullable String region) {}

    static LeadProgrammeDocument of(Rules rules) {
        return new LeadProgrammeDocument(
                rules.name(),
                rules.strategy(),
                rules.claimants(),
                rules.acceptWithin().amount(),
                rules.acceptWithin().unit(),
                rules.inactivityDays(),
                rules.noticeDays(),
                rules.weight(),
                rules.capacity(),
                rules.members().stream()
                        .map(member ->
                                new MemberDocument(
                                        member.partner().value(),
                                        member.weight(),
                                        member.capacity(),
                                        member.territories().stream()
                                                .map(territory ->
                                                        new TerritoryDocument(
                                                                territory.country(),
                                                                territory.region()))
                                                .toList()))
                        .toList());
    }

    LeadProgramme toProgramme(String code, long version) {
        return new LeadProgramme(
                new ProgrammeCode(code),
                new Rules(
                        name,
                        strategy,
                        claimants,
                        new AcceptWithin(acceptWithin, acceptUnit),
                        inactivityDays,
                        noticeDays,
                        weight,
                        capacity,
                        members.stream()
                                .map(member ->
                                        new Member(
                                                new PartnerId(member.partnerId()),
                                                member.weight(),
                                                member.capacity(),
                                                member.territories().stream()
                                                        .map(territory ->
                                                                new Territory(
                                                                        territory.country(),
                                                                        territory.region()))
                                                        .toList()))
                                .toList()),
                version);
    }
}
