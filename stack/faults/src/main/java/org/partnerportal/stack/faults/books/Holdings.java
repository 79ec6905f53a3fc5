package org.partnerportal.stack.faults.books;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The second book: what the services show and what their databases hold of the run's partners.
 *
 * @param statements sum of what was earned and taken back, by partner
 * @param figures of analytics, by partner
 */
public record Holdings(
        Set<String> partners,
        Map<String, HeldDeal> deals,
        List<HeldClaim> claims,
        List<Line> lines,
        Map<String, BigDecimal> statements,
        Map<String, Figures> figures,
        Instant readAt) {

    /**
     * @param reference the story's own mark: two registrations of one mark are one too many
     * @param scope the keys that an approval claims
     * @param keys commands that the document remembers, with the version that each led to
     * @param submitted ever: what was not is nobody's business but its partner's
     * @param unpublished events that wait in the document
     * @param silentChanges that say nothing on the topic: lost reservations, a draft's withdrawal
     */
    public record HeldDeal(
            String id,
            String partner,
            String state,
            long version,
            String reference,
            Set<String> scope,
            Map<String, Long> keys,
            boolean submitted,
            int unpublished,
            int silentChanges) {

        public boolean approved() {
            return "APPROVED".equals(state);
        }
    }

    public record HeldClaim(String scope, String holder, boolean confirmed, Instant at) {}

    /**
     * A line of the ledger.
     *
     * @param amount negative where it takes back
     * @param sequence its place in the partner's chain
     */
    public record Line(
            String id,
            String partner,
            String invoice,
            String invoiceLine,
            BigDecimal amount,
            long sequence) {}

    public record Figures(
            long registrations, long won, long lost, BigDecimal revenue, BigDecimal commission) {}
}
