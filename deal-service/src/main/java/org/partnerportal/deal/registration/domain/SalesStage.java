package org.partnerportal.deal.registration.domain;

/** How far the sale is, apart from what the vendor decided about the registration. */
public enum SalesStage {
    PROSPECT(10),
    QUALIFIED(25),
    TECHNICAL_VALIDATION(40),
    PROPOSAL(60),
    COMMITTED(85),
    CLOSED(100);

    private final int probability;

    SalesStage(int probability) {
        this.probability = probability;
    }

    /** Per cent, for forecasts. */
    public int probability() {
        return probability;
    }
}
