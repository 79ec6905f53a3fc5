package org.partnerportal.partner.applications.domain;

import java.util.EnumSet;
import java.util.Set;

/**
 * A partner or another application that may be the same company.
 *
 * @param reference its id
 * @param partner whether it is a partner, or becomes one
 * @param state its state's name
 * @param sameBy what both have in common
 */
public record Duplicate(
        String reference, boolean partner, String name, String state, Set<By> sameBy) {

    /** What two companies can have in common. */
    public enum By {
        VAT_ID,
        DOMAIN,
        NAME
    }

    public Duplicate {
        sameBy = Set.copyOf(sameBy);
    }

    /** One tax payer is one partner; anything else is for people to judge. */
    public boolean blocks() {
        return partner && sameBy.contains(By.VAT_ID);
    }

    public Duplicate alsoBy(Set<By> more) {
        var all = EnumSet.copyOf(sameBy);
        all.addAll(more);
        return new Duplicate(reference, partner, name, state, all);
    }
}
