package org.partnerportal.deal.approvals.domain;

import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Money;

/**
 * For which amounts a step is asked.
 *
 * @param from the smallest amount in it
 * @param to the first amount above it; none: no limit
 */
public record AmountBand(Money from, @Nullable Money to) {

    /**
     * Whether the amount lies in it. An amount that is not known, or of another currency, does:
     * rather one approval too many than one too few.
     */
    boolean covers(@Nullable Money amount) {
        if (amount == null || !amount.currency().equals(from.currency())) {
            return true;
        }
        return amount.compareTo(from) >= 0 && (to == null || amount.compareTo(to) < 0);
    }

    boolean speaksOneCurrency() {
        return to == null || to.currency().equals(from.currency());
    }

    boolean isEmpty() {
        return to != null && from.compareTo(to) >= 0;
    }
}
