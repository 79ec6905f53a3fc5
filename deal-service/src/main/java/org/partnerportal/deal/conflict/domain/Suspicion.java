package org.partnerportal.deal.conflict.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Why two sales are taken for sales to one customer.
 *
 * @param products codes that both are about
 * @param score from 0 to 1
 * @param matcher version of the matcher that said so; a decision keeps it
 */
public record Suspicion(
        List<String> products, double score, List<Evidence> evidence, String matcher) {

    private static final int DECIMALS = 3;

    public Suspicion {
        products = List.copyOf(products);
        evidence = List.copyOf(evidence);
    }

    /** As it is shown: more decimals would look surer than the score is. */
    public BigDecimal shownScore() {
        return BigDecimal.valueOf(score).setScale(DECIMALS, RoundingMode.HALF_UP);
    }

    /**
     * What speaks for it or against it.
     *
     * @param field name, country, domain or vatId
     * @param code a stable word for the reason
     * @param text the same for a reader
     */
    public record Evidence(String field, String code, String text) {}
}
