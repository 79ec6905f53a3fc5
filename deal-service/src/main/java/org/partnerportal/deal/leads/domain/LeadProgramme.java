package org.partnerportal.deal.leads.domain;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.leads.domain.DistributionStrategy.ByCapacity;
import org.partnerportal.deal.leads.domain.DistributionStrategy.ByTerritory;
import org.partnerportal.deal.leads.domain.DistributionStrategy.FirstToClaim;
import org.partnerportal.deal.leads.domain.DistributionStrategy.RoundRobin;
import org.partnerportal.deal.leads.domain.DistributionStrategy.Weighted;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.BusinessCalendar;
import org.partnerportal.kernel.Deadline;

/**
 * How the vendor distributes leads of one kind. Every partner takes part in its own country; for
 * single partners the programme may say something else.
 *
 * @param version counts its changes; 0 before it is stored
 */
public record LeadProgramme(ProgrammeCode code, Rules rules, long version) {

    /** What chooses the partner. */
    public enum Strategy {
        ROUND_ROBIN,
        WEIGHTED,
        TERRITORY,
        CAPACITY,
        FIRST_TO_CLAIM
    }

    /**
     * What the vendor decides about the programme.
     *
     * @param claimants how many partners a FIRST_TO_CLAIM lead is offered to at once
     * @param inactivityDays after which a partner is warned that nothing was heard
     * @param noticeDays after the warning, at the end of which the lead is taken back
     * @param weight of a partner of whom nothing else is said; 0: it gets no leads
     * @param capacity how many open leads such a partner can have; none: any number
     * @param members of whom something else is said
     */
    public record Rules(
            String name,
            Strategy strategy,
            int claimants,
            AcceptWithin acceptWithin,
            int inactivityDays,
            int noticeDays,
            int weight,
            @Nullable Integer capacity,
            List<Member> members) {

        public Rules {
            members = List.copyOf(members);
        }

        /** Refuses what contradicts itself, and rules by which nobody could ever get a lead. */
        public void mustMakeSense() {
            var named = new HashSet<PartnerId>();
            for (Member member : members) {
                if (!named.add(member.partner())) {
                    throw LeadRefusal.MEMBER_TWICE.because(member.partner());
                }
            }
            if (weight == 0 && members.stream().allMatch(member -> member.weight() == 0)) {
                throw LeadRefusal.NO_WEIGHT.because();
            }
        }
    }

    /**
     * A partner of whom the programme says something of its own.
     *
     * @param weight its share where leads are drawn by lot; 0: it gets no leads
     * @param capacity none: any number of open leads
     * @param territories empty: its own country
     */
    public record Member(
            PartnerId partner,
            int weight,
            @Nullable Integer capacity,
            List<Territory> territories) {

        public Member {
            territories = List.copyOf(territories);
        }
    }

    public DistributionStrategy distribution() {
        return switch (rules.strategy()) {
            case ROUND_ROBIN -> new RoundRobin();
            case WEIGHTED -> new Weighted();
            case TERRITORY -> new ByTerritory();
            case CAPACITY -> new ByCapacity();
            case FIRST_TO_CLAIM -> new FirstToClaim(rules.claimants());
        };
    }

    /**
     * The partner as one who may have the lead; empty where it does not work there or has its hands
     * full.
     *
     * @param country of the partner
     */
    public Optional<Candidate> candidate(
            PartnerId partner,
            @Nullable String country,
            Organisation organisation,
            int openLeads,
            long lastTurn) {
        Member member = member(partner);
        if (member.weight() == 0) {
            return Optional.empty();
        }
        List<Territory> territories =
                !member.territories().isEmpty() || country == null
                        ? member.territories()
                        : List.of(new Territory(country, null));
        return territories.stream()
                .map(territory -> territory.covers(organisation))
                .flatMap(Optional::stream)
                .max(Coverage::compareTo)
                .map(coverage ->
                        new Candidate(
                                partner,
                                coverage,
                                member.weight(),
                                openLeads,
                                member.capacity(),
                                lastTurn))
                .filter(candidate -> candidate.free() > 0);
    }

    private Member member(PartnerId partner) {
        return rules.members().stream()
                .filter(member -> member.partner().equals(partner))
                .findFirst()
                .orElseGet(() -> new Member(partner, rules.weight(), rules.capacity(), List.of()));
    }

    /** When a partner is warned that nothing was heard of a lead since now. */
    public Deadline warnAfter(BusinessCalendar calendar, Instant now) {
        return calendar.endOfDay(now, rules.inactivityDays());
    }

    /** When a lead is taken back after a warning that is given now. */
    public Deadline reclaimAfter(BusinessCalendar calendar, Instant now) {
        return calendar.endOfDay(now, rules.noticeDays());
    }

    /** The same programme by other rules. */
    public LeadProgramme by(Rules next) {
        return new LeadProgramme(code, next, version);
    }
}
