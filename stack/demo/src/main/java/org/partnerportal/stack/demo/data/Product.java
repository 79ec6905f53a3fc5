package org.partnerportal.stack.demo.data;

import java.util.List;
import org.partnerportal.kernel.Money;

/**
 * A product as the import file names it.
 *
 * @param aliases other codes under which other systems name it
 */
public record Product(String code, String series, Money listPrice, List<String> aliases) {

    public Product {
        aliases = List.copyOf(aliases);
    }
}
