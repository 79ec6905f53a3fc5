package org.partnerportal.deal.approvals.domain;

import org.jspecify.annotations.Nullable;

/**
 * What somebody may decide.
 *
 * @param onBehalfOf the absent person whose place he takes; none where he is asked himself
 */
public record Mandate(String step, @Nullable String onBehalfOf) {}
