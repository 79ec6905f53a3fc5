package org.partnerportal.deal.conflict.domain;

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

    public Suspicion {
        products = List.copyOf(products);
        evidence = List.copyOf(evidence);
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
