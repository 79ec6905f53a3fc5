package org.partnerportal.partner.applications.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InternetDomainTest {

    @ParameterizedTest
    @CsvSource({
        "https://www.acme.example/path?x=y, acme.example",
        "ACME.example, acme.example",
        "erika@mail.acme.example, acme.example",
        "https://shop.acme.co.uk, acme.co.uk",
        "acme.co.uk, acme.co.uk",
        "http://acme.hu:8080/, acme.hu"
    })
    void isWhatSomebodyRegistered(String address, String domain) {
        assertThat(InternetDomain.of(address)).contains(domain);
    }

    @ParameterizedTest
    @CsvSource({"localhost", "''", "https://"})
    void isNothingWithoutADot(String address) {
        assertThat(InternetDomain.of(address)).isEmpty();
    }
}
