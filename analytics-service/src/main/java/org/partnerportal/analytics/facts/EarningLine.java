package org.partnerportal.analytics.facts;

import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Money;

/** The fields of an earning line that are used here. */
record EarningLine(
        String lineId,
        String kind,
        String partnerId,
        @Nullable String productCode,
        Money amount,
        String documentDate) {}
