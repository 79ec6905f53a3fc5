package org.partnerportal.deal.products;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Money;

/**
 * Something that can be sold.
 *
 * @param code names it for good
 * @param aliases other spellings that are declared to mean it; nothing is guessed
 */
record Product(
        String code,
        String name,
        @Nullable String series,
        @Nullable Money listPrice,
        List<String> aliases,
        String batch,
        boolean removed,
        long version) {

    Product {
        aliases = List.copyOf(aliases);
    }

    /** The product is listed, or listed differently. */
    record ProductListed(Instant at) {}

    /** Under which texts it is found: exactly these. */
    Set<String> keys() {
        var keys = new LinkedHashSet<String>();
        keys.add(code);
        keys.addAll(aliases);
        return keys;
    }

    boolean saysTheSameAs(Product other) {
        return name.equals(other.name)
                && Objects.equals(series, other.series)
                && Objects.equals(listPrice, other.listPrice)
                && aliases.equals(other.aliases)
                && removed == other.removed;
    }

    /** Becomes what the other says. */
    Decided<Product, ProductListed> become(Product other, Instant now) {
        return saysTheSameAs(other)
                ? new Decided<>(this, List.of())
                : Decided.of(
                        new Product(
                                code,
                                other.name,
                                other.series,
                                other.listPrice,
                                other.aliases,
                                other.batch,
                                other.removed,
                                version),
                        new ProductListed(now));
    }
}
