package org.partnerportal.stack.security;

/**
 * Somebody with a token, or without one.
 *
 * @param name as the report shows it
 * @param token empty for nobody in particular
 */
record Caller(String name, String token) {

    static final Caller NOBODY = new Caller("nobody", "");

    /** Never shows the token. */
    @Override
    public String toString() {
        return name;
    }
}
