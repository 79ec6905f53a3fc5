package org.partnerportal.commission.plan.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.TreeMap;

/** The binding versions of all plans, to be asked which of them counts on a day. */
public record PlanBook(List<PlanVersion> versions) {

    public PlanBook {
        versions = versions.stream().filter(PlanVersion::isBinding).toList();
    }

    public static PlanBook of(Collection<PlanVersion> versions) {
        return new PlanBook(List.copyOf(versions));
    }

    /**
     * Of each plan the version in force on the day, in the order of the plans' codes. A version
     * counts from its first day until the day before the next one's.
     */
    public List<PlanVersion> inForceOn(LocalDate day, Currency currency) {
        var latest = new TreeMap<String, PlanVersion>();
        for (PlanVersion version : versions) {
            if (!version.terms().validFrom().isAfter(day)) {
                latest.merge(version.code().value(), version, PlanBook::later);
            }
        }
        return latest.values().stream()
                .filter(version -> version.terms().currency().equals(currency))
                .toList();
    }

    private static PlanVersion later(PlanVersion one, PlanVersion other) {
        int order = one.terms().validFrom().compareTo(other.terms().validFrom());
        return order > 0 || (order == 0 && one.number() > other.number()) ? one : other;
    }
}
