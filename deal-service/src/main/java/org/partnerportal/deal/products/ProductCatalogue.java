package org.partnerportal.deal.products;

import org.partnerportal.deal.registration.domain.DealRefusal;
import org.springframework.stereotype.Component;

/** Finds a product by its code or a declared alias, letter by letter. */
@Component
public class ProductCatalogue {

    private final Products products;

    ProductCatalogue(Products products) {
        this.products = products;
    }

    /** The code that the text stands for; an unknown text is refused, never guessed. */
    public String codeOf(String codeOrAlias) {
        return products.findByKey(codeOrAlias)
                .map(Product::code)
                .orElseThrow(() -> DealRefusal.PRODUCT_UNKNOWN.because(codeOrAlias));
    }
}
