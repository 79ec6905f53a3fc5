package org.partnerportal.analytics.facts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Money;

/** The fields of a deal's snapshot that are used here. */
record DealChanged(
        String dealId,
        String partnerId,
        String state,
        @Nullable List<Line> products,
        @Nullable Money estimate,
        String registeredAt,
        boolean historic,
        @Nullable Won won,
        @Nullable Lost lost) {

    record Line(String productCode, @Nullable Money amount) {}

    record Won(String at, Money amount) {}

    record Lost(String at) {}
}
