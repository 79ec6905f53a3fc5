package org.partnerportal.partner.agreements.domain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** The standard text in the languages in which it is shipped. */
public final class Templates {

    public static final List<String> LANGUAGES = List.of("en", "hu", "de");

    private Templates() {}

    public static AgreementTemplate standard(String language) {
        String file = "/agreements/standard-partner-agreement.v1." + language + ".json";
        try (InputStream in =
                Objects.requireNonNull(Templates.class.getResourceAsStream(file), file)) {
            return new JsonMapper().readValue(in, AgreementTemplate.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static AgreementTemplate filled(String language, String partnerName) {
        return standard(language)
                .filled(
                        Map.of(
                                AgreementTemplate.Place.PARTNER_NAME,
                                partnerName,
                                AgreementTemplate.Place.COUNTRY,
                                "Magyarország",
                                AgreementTemplate.Place.VENDOR_NAME,
                                "Example Vendor",
                                AgreementTemplate.Place.START_DATE,
                                "2026. szeptember 1."));
    }
}
