package org.partnerportal.stack.demo.data;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;

/** An open opportunity, to be registered by its partner. */
public record Opportunity(
        String id,
        String partnerId,
        String customer,
        String country,
        String product,
        Optional<LocalDate> engagedOn) {

    /** Who was engaged first is asked first; those without a date come last. */
    static final Comparator<Opportunity> IN_ORDER =
            Comparator.comparing((Opportunity it) -> it.engagedOn().orElse(LocalDate.MAX))
                    .thenComparing(Opportunity::id);
}
