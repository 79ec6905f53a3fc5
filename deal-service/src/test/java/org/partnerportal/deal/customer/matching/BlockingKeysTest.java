package org.partnerportal.deal.customer.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockingKeysTest {

    private static final OrganisationMatcher MATCHER = OrganisationMatcher.standard();

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Müller Maschinenbau GmbH         | Mueller Masch.bau GmbH & Co. KG
                    Greenfield Primary School        | Greenfeild Primary School
                    International Business Machines  | IBM Corp.
                    Coca Cola Bottlers               | Cocacola Bottlers
                    ООО «Северный Ветер»             | Severny Veter LLC
                    """)
    void areSharedByNamesOfOneOrganisation(String one, String other) {
        assertThat(Collections.disjoint(keys(one).all(), keys(other).all())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Hotel Adler, Hotel Krone", "Fjord Bank AS, Nordlys Bank AS"})
    void areNotSharedForACommonWord(String one, String other) {
        assertThat(Collections.disjoint(keys(one).all(), keys(other).all())).isTrue();
    }

    private static BlockingKeys keys(String name) {
        return MATCHER.read(Described.named(name)).keys();
    }
}
