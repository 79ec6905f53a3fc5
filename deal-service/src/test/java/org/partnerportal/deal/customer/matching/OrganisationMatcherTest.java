package org.partnerportal.deal.customer.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.partnerportal.deal.customer.matching.OrganisationMatcher.Reason;

class OrganisationMatcherTest {

    private static final OrganisationMatcher MATCHER = OrganisationMatcher.standard();

    @Test
    void findsOneCustomerUnderAnotherSpellingWithTheSameDomain() {
        var judgement =
                MATCHER.compare(
                        new Described("Müller Maschinenbau GmbH", "DE", "mueller-mb.de", null),
                        new Described(
                                "Mueller Masch.bau GmbH & Co. KG",
                                "DE",
                                "einkauf@mueller-mb.de",
                                null));

        assertThat(judgement.score()).isGreaterThan(0.95);
        assertThat(judgement.reasons())
                .extracting(Reason::field, Reason::code)
                .contains(org.assertj.core.groups.Tuple.tuple("domain", "SAME"));
    }

    @Test
    void takesTheSameVatIdForTheSameWhateverTheNames() {
        var judgement =
                MATCHER.compare(
                        new Described("Fjord Hotels", "NO", null, "NO 123 456 785"),
                        new Described("Nordlys Holding", "NO", null, "no123456785"));

        assertThat(judgement.score()).isGreaterThan(0.99);
    }

    @Test
    void takesTwoVatIdsOfOneCountryForTwoWhateverTheNames() {
        var judgement =
                MATCHER.compare(
                        new Described("Fjord Hotels", "NO", "fjord.no", "NO123456785"),
                        new Described("Fjord Hotels", "NO", "fjord.no", "NO987654321"));

        assertThat(judgement.score()).isLessThan(0.01);
    }

    @Test
    void letsNamesSpeakWhereVatIdsAreOfTwoCountries() {
        var judgement =
                MATCHER.compare(
                        new Described("Fjord Hotels", null, null, "NO123456785"),
                        new Described("Fjord Hotels", null, null, "SE987654321001"));

        assertThat(judgement.score()).isGreaterThan(MATCHER.threshold());
    }

    @Test
    void doesNotTakeAMailboxThatAnybodyMayHaveForADomain() {
        double shared =
                MATCHER.compare(
                                new Described("Hotel Adler", "AT", "adler@gmx.at", null),
                                new Described("Hotel Krone", "AT", "krone@gmx.at", null))
                        .score();

        assertThat(shared).isLessThan(MATCHER.threshold());
    }

    @Test
    void believesLessInOneCustomerInTwoCountries() {
        double here = MATCHER.compare(described("DE"), described("DE")).score();
        double there = MATCHER.compare(described("DE"), described("FR")).score();

        assertThat(there).isLessThan(here);
    }

    private static Described described(String country) {
        return new Described("Lindenhof Pharma", country, null, null);
    }

    @Test
    void saysWithWhichWeightsItJudged() {
        assertThat(MATCHER.compare(described("DE"), described("DE")).matcher())
                .isEqualTo(MATCHER.version())
                .isNotBlank();
    }
}
