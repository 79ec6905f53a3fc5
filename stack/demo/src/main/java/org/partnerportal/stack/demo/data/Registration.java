package org.partnerportal.stack.demo.data;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A row of the file of historic registrations.
 *
 * @param row as the import's error file counts
 * @param product as the other system names it, which may be an alias
 * @param customer missing where the source names none: the import must refuse such a row
 */
public record Registration(
        int row,
        String opportunityId,
        String partnerId,
        Optional<String> customer,
        String product,
        Optional<LocalDate> registeredOn) {

    boolean isImportable() {
        return customer.isPresent() && registeredOn.isPresent();
    }
}
