package org.partnerportal.stack.faults.load;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The partners, people and products of one run, made for it alone, so that its books are its own.
 *
 * @param run part of every name, so that no two runs meet
 */
public record Cast(String run, List<Seller> sellers, List<String> products) {

    public Cast {
        sellers = List.copyOf(sellers);
        products = List.copyOf(products);
    }

    /**
     * A partner and the user that acts for it.
     *
     * @param subject of the user's tokens
     */
    public record Seller(String partner, String user, String subject) {}

    public Set<String> partners() {
        return sellers.stream().map(Seller::partner).collect(Collectors.toUnmodifiableSet());
    }
}
