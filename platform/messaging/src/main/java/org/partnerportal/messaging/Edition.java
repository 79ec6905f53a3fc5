package org.partnerportal.messaging;

/** Which set of collections is meant: the one that answers questions, or one that is being made. */
public enum Edition {
    LIVE(""),
    REBUILT("_rebuilt");

    private final String suffix;

    Edition(String suffix) {
        this.suffix = suffix;
    }

    /** The name of this edition of a collection. */
    public String of(String collection) {
        return collection + suffix;
    }
}
