package org.partnerportal.partner.partner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompanyIdentityTest {

    @ParameterizedTest
    @CsvSource({
        "Müller & Söhne GmbH, muller sohne",
        "MULLER SOHNE, muller sohne",
        "Acme S.A., acme",
        "'Acme, Inc.', acme",
        "Acme Co. Ltd., acme",
        "Kft, kft"
    })
    void isTheSameNameWithoutLegalFormAccentsAndPunctuation(String name, String key) {
        assertThat(CompanyName.key(name)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "DE, de 123 456 789, DE123456789",
        "DE, 123456789, DE123456789",
        "GR, EL 999, EL999",
        "HU, 12345678-2-41, HU12345678241"
    })
    void isTheSameVatIdHoweverItIsWritten(String country, String text, String canonical) {
        assertThat(VatId.canonical(country, text)).isEqualTo(canonical);
    }
}
