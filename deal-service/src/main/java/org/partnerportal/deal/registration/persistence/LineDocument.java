package org.partnerportal.deal.registration.persistence;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.ProductLine;
import org.partnerportal.kernel.Money;

/** A product of a registration as it is stored. */
record LineDocument(String productCode, @Nullable BigDecimal quantity, @Nullable Money amount) {

    static List<LineDocument> of(List<ProductLine> lines) {
        return lines.stream()
                .map(line -> new LineDocument(line.productCode(), line.quantity(), line.amount()))
                .toList();
    }

    static List<ProductLine> toLines(List<LineDocument> lines) {
        return lines.stream()
                .map(line -> new ProductLine(line.productCode(), line.quantity(), line.amount()))
                .toList();
    }
}
