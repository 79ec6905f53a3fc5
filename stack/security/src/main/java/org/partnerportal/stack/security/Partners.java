package org.partnerportal.stack.security;

import org.partnerportal.kernel.Ids;
import org.partnerportal.stack.client.ClientFailure;

/**
 * The two partners that exist for these tests alone; their ids follow from country and name.
 *
 * @param number tells one pair from another
 * @param first owns everything
 * @param second wants to see it
 */
record Partners(int number, String first, String second) {

    static final String COUNTRY = "LI";

    private static final int MOST = 50;

    /**
     * The first pair of which neither was lost to a defect of an earlier day: what was terminated
     * stays so.
     */
    static Partners usable(Edge edge, Caller channelAdmin) {
        for (int number = 1; number <= MOST; number++) {
            var partners = numbered(number);
            if (isUsable(edge, channelAdmin, partners.first())
                    && isUsable(edge, channelAdmin, partners.second())) {
                return partners;
            }
        }
        throw new ClientFailure("All " + MOST + " pairs of partners for checks are used up");
    }

    private static Partners numbered(int number) {
        return new Partners(
                number,
                id("security check owner " + number),
                id("security check stranger " + number));
    }

    private static boolean isUsable(Edge edge, Caller channelAdmin, String id) {
        Reply reply =
                edge.send(Request.get("/api/v1/partners/" + id).as(channelAdmin)).must(200, 404);
        return reply.status() == 404 || reply.json().path("state").asString("").equals("ACTIVE");
    }

    String firstName() {
        return "Security Check Owner " + number;
    }

    String secondName() {
        return "Security Check Stranger " + number;
    }

    private static String id(String normalised) {
        return Ids.derived("ptr", COUNTRY, normalised);
    }
}
