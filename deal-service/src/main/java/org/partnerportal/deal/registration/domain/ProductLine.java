package org.partnerportal.deal.registration.domain;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Money;

/**
 * A product that the deal is about.
 *
 * @param productCode of the catalogue, never an alias
 * @param amount net value of the line, if the partner knows it
 */
public record ProductLine(
        String productCode, @Nullable BigDecimal quantity, @Nullable Money amount) {}
