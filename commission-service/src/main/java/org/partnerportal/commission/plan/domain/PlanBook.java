package org.partnerportal.commission.plan.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;

/**
 * The binding versions of all plans, to be asked which of them counts on a day.
 *
 * @param versions of each plan together, in the order in which they begin
 */
public record PlanBook(List<PlanVersion> versions) {

    private static final Comparator<PlanVersion> BY_PLAN_AND_BEGIN =
            Comparator.comparing((PlanVersion version) -> version.code().value())
                    .thenComparing(version -> version.terms().validFrom())
                    .thenComparingInt(PlanVersion::number);

    public PlanBook {
        versions =
                versions.stream().filter(PlanVersion::isBinding).sorted(BY_PLAN_AND_BEGIN).toList();
    }

    public static PlanBook of(Collection<PlanVersion> versions) {
        return new PlanBook(List.copyOf(versions));
    }

    /**
     * Of each plan the version in force on the day, in the order of the plans' codes. A version
     * counts from its first day until the day before the next one's.
     */
    public List<PlanVersion> inForceOn(LocalDate day, Currency currency) {
        var latest = new ArrayList<PlanVersion>();
        for (PlanVersion version : versions) {
            if (!version.terms().validFrom().isAfter(day)) {
                if (!latest.isEmpty() && latest.getLast().code().equals(version.code())) {
                    latest.removeLast();
                }
                latest.add(version);
            }
        }
        latest.removeIf(version -> !version.terms().currency().equals(currency));
        return List.copyOf(latest);
    }
}
