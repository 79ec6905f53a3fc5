package org.partnerportal.deal.conflict.domain;

import java.util.stream.Stream;
import org.partnerportal.kernel.Ids;

/** Names a conflict case; the same two sales have one case, whoever meets them first. */
public record ConflictId(String value) {

    public static final String PREFIX = "conf";

    public ConflictId {
        Ids.checked(PREFIX, value);
    }

    public static ConflictId between(String saleId, String otherSaleId) {
        return new ConflictId(
                Ids.derived(
                        PREFIX, Stream.of(saleId, otherSaleId).sorted().toArray(String[]::new)));
    }

    @Override
    public String toString() {
        return value;
    }
}
