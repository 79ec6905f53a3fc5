package org.partnerportal.partner.mails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LetterTest {

    private static final Map<String, String> VALUES =
            Map.of(
                    "company", "Muster {{link}} GmbH",
                    "link", "https://portal.example/x?a=$1",
                    "until", "2026-09-07",
                    "question", "How many?",
                    "reason", "Because.");

    private final MailTemplates templates = new MailTemplates();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.example, c@d.example",
                "a@b.example\r\nBcc: c@d.example",
                "Erika <a@b.example>",
                "nobody",
                ""
            })
    void goesToOnePlainAddressAlone(String to) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Letter(to, "s", "t"));
    }

    @ParameterizedTest
    @CsvSource({
        "application-verification", "application-information-requested",
        "application-approved", "application-rejected"
    })
    void existsInEveryLanguageWithAllItsValues(String kind) {
        for (String language : new String[] {"en", "hu", "de"}) {
            Letter letter = templates.fill(kind, language, "a@b.example", VALUES);

            assertThat(letter.subject()).isNotBlank().doesNotContain("{{");
            assertThat(letter.text()).hasSizeGreaterThan(80);
        }
    }

    @Test
    void takesValuesAsTheyAre() {
        String text =
                templates
                        .fill("application-information-requested", "en", "a@b.example", VALUES)
                        .text();

        assertThat(text).contains("Muster {{link}} GmbH", "https://portal.example/x?a=$1");
    }

    @Test
    void isNotWrittenWithAValueMissing() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        templates.fill("application-approved", "en", "a@b.example", Map.of()));
    }
}
