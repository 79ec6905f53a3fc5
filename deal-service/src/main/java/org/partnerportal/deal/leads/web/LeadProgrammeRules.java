package org.partnerportal.deal.leads.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.leads.domain.AcceptWithin;
import org.partnerportal.deal.leads.domain.LeadProgramme;
import org.partnerportal.deal.leads.domain.Territory;
import org.partnerportal.deal.registration.domain.PartnerId;

/**
 * What the vendor says about a programme.
 *
 * @param claimants how many partners a FIRST_TO_CLAIM lead is offered to at once; 5 unless it is
 *     said
 * @param acceptWithin how long a partner may think, in business days or hours of its own calendar
 * @param inactivityDays after which a partner is warned that nothing was heard
 * @param noticeDays after the warning, at the end of which the lead is taken back
 * @param weight of a partner of whom nothing else is said, 1 unless it is said; 0: it gets no leads
 * @param capacity how many open leads such a partner can have; none: any number
 * @param members of whom something else is said
 */
record LeadProgrammeRules(
        @NotBlank @Size(max = 200) @Pattern(regexp = "[^\\p{Cntrl}]*") String name,
        @NotNull LeadProgramme.Strategy strategy,
        @Nullable @Min(2) @Max(50) Integer claimants,
        @NotNull @Valid LeadAcceptWithin acceptWithin,
        @NotNull @Min(1) @Max(365) Integer inactivityDays,
        @NotNull @Min(1) @Max(90) Integer noticeDays,
        @Nullable @Min(0) @Max(1000) Integer weight,
        @Nullable @Min(1) @Max(10000) Integer capacity,
        @Nullable @Size(max = 500) List<@Valid LeadMember> members) {

    private static final int CLAIMANTS = 5;
    private static final int WEIGHT = 1;

    record LeadAcceptWithin(
            @NotNull @Min(1) @Max(240) Integer amount, @NotNull AcceptWithin.Unit unit) {}

    /**
     * @param weight its share where leads are drawn by lot; 0: it gets no leads
     * @param capacity how many open leads it can have; none: any number
     * @param territories where it gets leads; none: in its own country
     */
    record LeadMember(
            @NotNull @Pattern(regexp = LeadRequests.PARTNER) String partnerId,
            @Nullable @Min(0) @Max(1000) Integer weight,
            @Nullable @Min(1) @Max(10000) Integer capacity,
            @Nullable @Size(max = 50) List<@Valid LeadTerritory> territories) {}

    /**
     * @param country ISO 3166-1 alpha-2
     * @param region none: the whole country
     */
    record LeadTerritory(
            @NotNull @Pattern(regexp = "[A-Z]{2}") String country,
            @Nullable @Size(max = 100) @Pattern(regexp = "[^\\p{Cntrl}]*") String region) {}

    LeadProgramme.Rules toRules() {
        return new LeadProgramme.Rules(
                name,
                strategy,
                Objects.requireNonNullElse(claimants, CLAIMANTS),
                new AcceptWithin(acceptWithin.amount(), acceptWithin.unit()),
                inactivityDays,
                noticeDays,
                Objects.requireNonNullElse(weight, WEIGHT),
                capacity,
                orNone(members).stream()
                        .map(member ->
                                new LeadProgramme.Member(
                                        new PartnerId(member.partnerId()),
                                        Objects.requireNonNullElse(member.weight(), WEIGHT),
                                        member.capacity(),
                                        orNone(member.territories()).stream()
                                                .map(territory ->
                                                        new Territory(
                                                                territory.country(),
                                                                territory.region()))
                                                .toList()))
                        .toList());
    }

    static LeadAcceptWithin acceptWithin(LeadProgramme.Rules rules) {
        return new LeadAcceptWithin(rules.acceptWithin().amount(), rules.acceptWithin().unit());
    }

    static List<LeadMember> members(LeadProgramme.Rules rules) {
        return rules.members().stream()
                .map(member ->
                        new LeadMember(
                                member.partner().value(),
                                member.weight(),
                                member.capacity(),
                                member.territories().stream()
                                        .map(territory ->
                                                new LeadTerritory(
                                                        territory.country(), territory.region()))
                                        .toList()))
                .toList();
    }

    private static <T> List<T> orNone(@Nullable List<T> values) {
        return Objects.requireNonNullElse(values, List.of());
    }
}
