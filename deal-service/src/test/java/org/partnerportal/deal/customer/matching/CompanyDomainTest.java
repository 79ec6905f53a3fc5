package org.partnerportal.deal.customer.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompanyDomainTest {

    @ParameterizedTest
    @CsvSource({
        "fjord.no, fjord.no",
        "https://www.Fjord.no/en?x=1, fjord.no",
        "sales@eu.fjord.co.uk, fjord.co.uk",
        "shop.fjord.com.br., fjord.com.br",
        "fjord.no:8443, fjord.no"
    })
    void isThePartThatSomebodyRegistered(String written, String domain) {
        assertThat(CompanyDomain.of(written)).contains(domain);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "co.uk",
                "localhost",
                "someone@gmail.com",
                "gmx.de",
                "not a domain",
                "@"
            })
    void isNoneWhereNobodyOrEverybodyOwnsIt(String written) {
        assertThat(CompanyDomain.of(written)).isEmpty();
    }
}
