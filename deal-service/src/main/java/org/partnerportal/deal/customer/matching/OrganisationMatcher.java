package org.partnerportal.deal.customer.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether two descriptions mean one organisation. An identifier that both have decides: the same
 * VAT id is the same organisation whatever the names say, two VAT ids of one country are two.
 * Domains and countries make the names' answer more or less probable.
 */
public final class OrganisationMatcher {

    private static final double SAME_IDENTIFIER = 0.999;
    private static final double OTHER_IDENTIFIER = 0.001;

    /** In log-odds. */
    private static final double SAME_DOMAIN = 3.5;

    private static final double OTHER_COUNTRY = -1.5;

    /** As good an answer as names alone can give. */
    private static final double LEAST_ODDS = 1e-6;

    private final NameMatcher names;

    public OrganisationMatcher(NameMatcher names) {
        this.names = names;
    }

    /** The score with its reasons. */
    public Judgement compare(Described one, Described other) {
        var reasons = new ArrayList<String>();
        String vatId = identifier(one.vatId());
        String otherVatId = identifier(other.vatId());
        NameMatcher.Likeness likeness = names.compare(one.name(), other.name());
        double score = likeness.score();
        if (vatId != null && otherVatId != null) {
            if (vatId.equals(otherVatId)) {
                reasons.add("VAT id " + vatId + " in both");
                score = SAME_IDENTIFIER;
            } else if (vatId.regionMatches(0, otherVatId, 0, 2)) {
                reasons.add("VAT id " + vatId + " against " + otherVatId);
                score = OTHER_IDENTIFIER;
            }
        } else {
            score = byDomainAndCountry(one, other, score, reasons);
        }
        likeness.evidence().forEach(evidence -> reasons.add(evidence.toString()));
        return new Judgement(score, reasons);
    }

    private static double byDomainAndCountry(
            Described one, Described other, double score, List<String> reasons) {
        double odds = Math.log(Math.max(score, LEAST_ODDS) / Math.max(1 - score, LEAST_ODDS));
        String domain = lower(one.domain());
        if (domain != null && domain.equals(lower(other.domain()))) {
            reasons.add("domain " + domain + " in both");
            odds += SAME_DOMAIN;
        }
        String country = lower(one.country());
        String otherCountry = lower(other.country());
        if (country != null && otherCountry != null && !country.equals(otherCountry)) {
            reasons.add("country " + one.country() + " against " + other.country());
            odds += OTHER_COUNTRY;
        }
        return 1 / (1 + Math.exp(-odds));
    }

    private static @Nullable String identifier(@Nullable String text) {
        String clean =
                text == null ? "" : text.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
        return clean.isEmpty() ? null : clean;
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The answer.
     *
     * @param score from 0 (surely two organisations) to 1 (surely one)
     * @param reasons in words
     */
    public record Judgement(double score, List<String> reasons) {

        public Judgement {
            reasons = List.copyOf(reasons);
        }
    }
}
