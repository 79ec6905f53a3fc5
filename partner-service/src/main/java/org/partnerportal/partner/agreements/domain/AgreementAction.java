package org.partnerportal.partner.agreements.domain;

/** What can be done with an agreement, and by which side. */
public enum AgreementAction {
    ACCEPT(Side.PARTNER),
    DECLINE(Side.PARTNER),
    WITHDRAW(Side.VENDOR),
    EXPIRE(Side.SYSTEM),
    START(Side.SYSTEM);

    /** Who may ask for it; the system is a timer. */
    public enum Side {
        PARTNER,
        VENDOR,
        SYSTEM
    }

    private final Side side;

    AgreementAction(Side side) {
        this.side = side;
    }

    public boolean isFor(Side asking) {
        return side == asking;
    }
}
