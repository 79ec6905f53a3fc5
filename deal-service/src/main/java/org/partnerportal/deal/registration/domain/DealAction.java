package org.partnerportal.deal.registration.domain;

/** What can be done with a registration, and by which side. */
public enum DealAction {
    /** By the partner, or by the vendor's people on its behalf. */
    EDIT(Side.BOTH),
    /** By the partner, or by the vendor's people on its behalf. */
    SUBMIT(Side.BOTH),
    WITHDRAW(Side.PARTNER),
    RETURN(Side.VENDOR),
    APPROVE(Side.VENDOR),
    REJECT(Side.VENDOR),
    REVOKE(Side.VENDOR),
    CHANGE_STAGE(Side.PARTNER),
    LOG_ACTIVITY(Side.BOTH),
    REQUEST_EXTENSION(Side.PARTNER),
    GRANT_EXTENSION(Side.VENDOR),
    REFUSE_EXTENSION(Side.VENDOR),
    WIN(Side.BOTH),
    LOSE(Side.BOTH),
    EXPIRE(Side.SYSTEM),
    REMOVE(Side.SYSTEM);

    /** Who may ask for it; systems are timers, imports and the CRM. */
    public enum Side {
        PARTNER,
        VENDOR,
        BOTH,
        SYSTEM
    }

    private final Side side;

    DealAction(Side side) {
        this.side = side;
    }

    public boolean isFor(Side asking) {
        return side == asking || (side == Side.BOTH && asking != Side.SYSTEM);
    }
}
