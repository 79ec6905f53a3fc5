package org.partnerportal.analytics.facts;

import org.jspecify.annotations.Nullable;

/** The fields of an earning line that are used here. */
record EarningLine(
        String lineId,
        String kind,
        String partnerId,
        @Nullable String productCode,
        Amount amount,
        String documentDate) {}
