package org.partnerportal.deal.conflict.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.conflict.domain.Resolution;

/** What callers send about conflict cases. */
final class ConflictRequests {

    private ConflictRequests() {}

    /**
     * @param standing id of the sale that the customer has chosen; only with CUSTOMER_CHOICE
     */
    record Resolve(
            @NotNull Resolution resolution,
            @Nullable @Size(max = 100) String standing,
            @NotBlank @Size(max = 2000) String comment) {}

    record Appeal(@NotBlank @Size(max = 2000) String reason) {}
}
