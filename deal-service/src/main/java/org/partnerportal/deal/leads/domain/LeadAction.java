package org.partnerportal.deal.leads.domain;

/** What can be done with a lead, and by which side. */
public enum LeadAction {
    QUALIFY(Side.VENDOR),
    /** Finds the next partner by the programme's strategy. */
    DISTRIBUTE(Side.VENDOR),
    /** To a partner that the vendor's people choose. */
    OFFER(Side.VENDOR),
    ACCEPT(Side.PARTNER),
    DECLINE(Side.PARTNER),
    UPDATE(Side.PARTNER),
    CONVERT(Side.PARTNER),
    DISQUALIFY(Side.BOTH),
    RECLAIM(Side.VENDOR),
    /** Accepts a lead that a partner brought. */
    ADMIT(Side.VENDOR),
    REJECT(Side.VENDOR),
    MARK_DUPLICATE(Side.VENDOR),
    /** The time to accept has passed. */
    EXPIRE(Side.SYSTEM),
    WARN(Side.SYSTEM),
    /** Nothing was heard after the warning. */
    LAPSE(Side.SYSTEM);

    /** Who may ask for it; the system's are for timers. */
    public enum Side {
        PARTNER,
        VENDOR,
        BOTH,
        SYSTEM
    }

    private final Side side;

    LeadAction(Side side) {
        this.side = side;
    }

    public boolean isFor(Side asking) {
        return side == asking || (side == Side.BOTH && asking != Side.SYSTEM);
    }
}
