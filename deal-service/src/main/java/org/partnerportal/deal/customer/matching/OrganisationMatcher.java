package org.partnerportal.deal.customer.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /** The matcher with its tables and weights as they are delivered. */
    public static OrganisationMatcher standard() {
        return new OrganisationMatcher(NameMatcher.standard());
    }

    /** The score with its reasons. */
    public Judgement compare(Described one, Described other) {
        return compare(read(one), read(other));
    }

    /** Reads a description once that is compared with many. */
    public Read read(Described described) {
        return new Read(described, names.read(described.name()), Identifiers.of(described));
    }

    /** The score with its reasons. */
    public Judgement compare(Read one, Read other) {
        NameMatcher.Likeness likeness = names.compare(one.name(), other.name());
        var reasons = new ArrayList<Reason>();
        double score = decided(one.identifiers(), other.identifiers(), reasons);
        if (reasons.isEmpty()) {
            score = byDomainAndCountry(one, other, likeness.score(), reasons);
        }
        likeness.evidence()
                .forEach(evidence ->
                        reasons.add(
                                new Reason("name", evidence.reason().name(), evidence.toString())));
        return new Judgement(score, reasons, names.version());
    }

    /** From which score two descriptions are taken for one organisation. */
    public double threshold() {
        return names.threshold();
    }

    /** Which weights the scores are made with. */
    public String version() {
        return names.version();
    }

    private static double decided(Identifiers one, Identifiers other, List<Reason> reasons) {
        if (one.vatId().isEmpty() || other.vatId().isEmpty()) {
            return 0;
        }
        String vatId = one.vatId().get();
        String otherVatId = other.vatId().get();
        if (vatId.equals(otherVatId)) {
            reasons.add(new Reason("vatId", "SAME", "VAT id " + vatId + " in both"));
            return SAME_IDENTIFIER;
        }
        if (vatId.regionMatches(0, otherVatId, 0, 2)) {
            reasons.add(new Reason("vatId", "OTHER", "VAT id " + vatId + " against " + otherVatId));
            return OTHER_IDENTIFIER;
        }
        return 0;
    }

    private static double byDomainAndCountry(
            Read one, Read other, double score, List<Reason> reasons) {
        double odds = Math.log(Math.max(score, LEAST_ODDS) / Math.max(1 - score, LEAST_ODDS));
        Optional<String> domain = one.identifiers().domain();
        if (domain.isPresent() && domain.equals(other.identifiers().domain())) {
            reasons.add(new Reason("domain", "SAME", "domain " + domain.get() + " in both"));
            odds += SAME_DOMAIN;
        }
        Optional<String> country = one.identifiers().country();
        Optional<String> otherCountry = other.identifiers().country();
        if (country.isPresent() && otherCountry.isPresent() && !country.equals(otherCountry)) {
            reasons.add(
                    new Reason(
                            "country",
                            "OTHER",
                            "country %s against %s"
                                    .formatted(
                                            one.described().country(),
                                            other.described().country())));
            odds += OTHER_COUNTRY;
        }
        return 1 / (1 + Math.exp(-odds));
    }

    /** A description that has been taken apart. */
    public static final class Read {

        private final Described described;
        private final OrganisationName name;
        private final Identifiers identifiers;

        private Read(Described described, OrganisationName name, Identifiers identifiers) {
            this.described = described;
            this.name = name;
            this.identifiers = identifiers;
        }

        Described described() {
            return described;
        }

        OrganisationName name() {
            return name;
        }

        Identifiers identifiers() {
            return identifiers;
        }

        /** Under which keys its likes are found. */
        public BlockingKeys keys() {
            return BlockingKeys.of(name, identifiers);
        }
    }

    /**
     * Something that speaks for or against.
     *
     * @param field name, country, domain or vatId
     * @param code a stable word for it
     * @param text in words, for a reviewer
     */
    public record Reason(String field, String code, String text) {}

    /**
     * The answer.
     *
     * @param score from 0 (surely two organisations) to 1 (surely one)
     * @param matcher version of the weights that it was made with
     */
    public record Judgement(double score, List<Reason> reasons, String matcher) {

        public Judgement {
            reasons = List.copyOf(reasons);
        }
    }
}
