package org.partnerportal.stack.security;

import org.partnerportal.kernel.Ids;

/**
 * The two partners that exist for these tests alone; their ids follow from country and name.
 *
 * @param first owns everything
 * @param second wants to see it
 */
record Partners(String first, String second) {

    static final String FIRST_NAME = "Security Check Owner";
    static final String SECOND_NAME = "Security Check Stranger";
    static final String COUNTRY = "LI";

    static Partners known() {
        return new Partners(id("security check owner"), id("security check stranger"));
    }

    private static String id(String normalised) {
        return Ids.derived("ptr", COUNTRY, normalised);
    }
}
