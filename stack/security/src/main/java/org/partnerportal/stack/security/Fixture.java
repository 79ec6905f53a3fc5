package org.partnerportal.stack.security;

/**
 * A value for a parameter of a path.
 *
 * @param value of a thing that exists, unless nobody owns it
 * @param owner whose it is
 */
record Fixture(String value, Owner owner) {

    /** To whom a thing belongs. */
    enum Owner {
        /** To a partner, and to that partner's people alone. */
        A_PARTNER,
        /** To somebody without an account, who has a token for this one thing. */
        AN_APPLICANT,
        /** To the vendor: no partner's role may ask for it. */
        THE_VENDOR,
        /** To everybody. */
        ALL,
        /** There is no such thing: only the vendor may ask, and making one costs the suite much. */
        NOBODY
    }
}
