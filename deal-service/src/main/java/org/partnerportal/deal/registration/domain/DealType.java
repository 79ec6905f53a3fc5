package org.partnerportal.deal.registration.domain;

/** What kind of sale is registered; it decides whether others are kept away. */
public enum DealType {
    /** Nobody else may be approved for the same customer and product. */
    EXCLUSIVE(true),
    /** A public tender: many may be approved for it, and none of them holds anything. */
    TENDER(false),
    /** What the customer has already is bought again. */
    RENEWAL(true),
    /** The product follows from the partner's services. */
    SERVICES_LED(true);

    private final boolean exclusive;

    DealType(boolean exclusive) {
        this.exclusive = exclusive;
    }

    public boolean isExclusive() {
        return exclusive;
    }
}
