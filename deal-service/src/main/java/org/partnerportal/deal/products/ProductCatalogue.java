package org.partnerportal.deal.products;

import java.util.Optional;
import org.partnerportal.deal.registration.domain.DealRefusal;
import org.springframework.stereotype.Component;

/** Finds a product by its code or a declared alias, letter by letter. */
@Component
public class ProductCatalogue {

    private final Products products;

    ProductCatalogue(Products products) {
        this.products = products;
    }

    /** The code that the text stands for, if it is known. */
    public Optional<String> find(String codeOrAlias) {
        return products.findByKey(codeOrAlias).map(Product::code);
    }

    /** The code that the text stands for; an unknown text is refused, never guessed. */
    public String codeOf(String codeOrAlias) {
        return find(codeOrAlias)
                .orElseThrow(() -> DealRefusal.PRODUCT_UNKNOWN.because(codeOrAlias));
    }
}
