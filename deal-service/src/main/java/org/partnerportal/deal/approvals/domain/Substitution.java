package org.partnerportal.deal.approvals.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Flaw;

/**
 * When a person is away and who decides for him meanwhile. Nobody outside is told.
 *
 * @param absent subject of the person
 * @param username of the same; some things are assigned by it
 * @param roles of the person, in which his substitutes act
 * @param setBy subject of who wrote it down last
 * @param version counts its changes; 0 before it is stored
 */
public record Substitution(
        String absent,
        @Nullable String username,
        Set<String> roles,
        List<Period> periods,
        String setBy,
        long version) {

    public Substitution {
        roles = Set.copyOf(roles);
        periods = List.copyOf(periods);
    }

    /**
     * @param from the first day
     * @param to the last day
     * @param by subject of the substitute
     */
    public record Period(LocalDate from, LocalDate to, String by) {

        boolean covers(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /** Nobody stands in yet. */
    public static Substitution none(String absent, String setBy) {
        return new Substitution(absent, null, Set.of(), List.of(), setBy, 0);
    }

    /** Says anew when the person is away; refused with everything that is wrong. */
    public Decided<Substitution, Void> plan(
            @Nullable String name, Set<String> theirRoles, List<Period> all, String by) {
        List<Flaw> flaws = flaws(all, by);
        if (!flaws.isEmpty()) {
            throw ApprovalRefusal.ABSENCE_INVALID.because().naming(flaws);
        }
        return new Decided<>(
                new Substitution(absent, name, theirRoles, all, by, version), List.of());
    }

    private List<Flaw> flaws(List<Period> all, String by) {
        var flaws = new ArrayList<Flaw>();
        for (int i = 0; i < all.size(); i++) {
            Period period = all.get(i);
            if (period.to().isBefore(period.from())) {
                flaws.add(Flaw.at("/periods/" + i + "/to", ApprovalRefusal.PERIOD_EMPTY));
            }
            if (period.by().equals(absent)) {
                flaws.add(Flaw.at("/periods/" + i + "/by", ApprovalRefusal.OWN_SUBSTITUTE));
            } else if (period.by().equals(by)) {
                flaws.add(Flaw.at("/periods/" + i + "/by", ApprovalRefusal.SELF_APPOINTED));
            }
            for (Period other : all.subList(0, i)) {
                if (!other.to().isBefore(period.from()) && !period.to().isBefore(other.from())) {
                    flaws.add(Flaw.at("/periods/" + i, ApprovalRefusal.PERIODS_OVERLAP));
                    break;
                }
            }
        }
        return flaws;
    }

    /** Whether this person stands in on this day. */
    public boolean isTakenBy(String substitute, LocalDate day) {
        return periods.stream()
                .anyMatch(period -> period.by().equals(substitute) && period.covers(day));
    }

    public Approver person() {
        return new Approver(absent, roles);
    }
}
