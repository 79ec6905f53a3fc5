package org.partnerportal.commission.invoice.domain;

/** How an invoice names its deal. */
public record DealReference(Kind kind, String id) {

    /** By what. */
    public enum Kind {
        DEAL,
        ORDER
    }

    public static DealReference deal(String id) {
        return new DealReference(Kind.DEAL, id);
    }

    public static DealReference order(String id) {
        return new DealReference(Kind.ORDER, id);
    }

    /** {@code ORDER:SO-4711}. */
    public String text() {
        return kind + ":" + id;
    }
}
