package org.partnerportal.analytics.facts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a deal's snapshot that are used here. */
record DealChanged(
        String dealId,
        String partnerId,
        String state,
        @Nullable List<Line> products,
        @Nullable Amount estimate,
        String registeredAt,
        boolean historic,
        @Nullable Won won,
        @Nullable Lost lost) {

    record Line(String productCode, @Nullable Amount amount) {}

    record Won(String at, Amount amount) {}

    record Lost(String at) {}
}
