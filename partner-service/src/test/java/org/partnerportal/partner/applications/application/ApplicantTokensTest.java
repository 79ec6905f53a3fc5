package org.partnerportal.partner.applications.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.partnerportal.partner.applications.application.ApplicantTokens.Purpose;
import org.partnerportal.partner.applications.domain.AnApplication;
import org.partnerportal.partner.applications.domain.ApplicationId;

class ApplicantTokensTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private final ApplicantTokens tokens = new ApplicantTokens(settings(SECRET));

    private static ApplicationSettings settings(String secret) {
        return new ApplicationSettings(
                secret,
                "http://127.0.0.1/{id}?token={token}",
                Duration.ofDays(7),
                Duration.ofDays(30),
                Duration.ofDays(30),
                Duration.ofSeconds(60),
                5,
                Set.of(),
                Duration.ofSeconds(60),
                200);
    }

    @Test
    void openOneApplicationForOnePurposeAlone() {
        String token = tokens.token(AnApplication.ID, "n", Purpose.VERIFICATION);
        var other = new ApplicationId("app_01K7ZQ8M3V5T9R2X4B6N8C0D1G");

        assertThat(tokens.matches(AnApplication.ID, "n", Purpose.VERIFICATION, token)).isTrue();
        assertThat(tokens.matches(AnApplication.ID, "n", Purpose.ACCESS, token)).isFalse();
        assertThat(tokens.matches(AnApplication.ID, "m", Purpose.VERIFICATION, token)).isFalse();
        assertThat(tokens.matches(other, "n", Purpose.VERIFICATION, token)).isFalse();
        assertThat(tokens.matches(AnApplication.ID, "n", Purpose.VERIFICATION, null)).isFalse();
        assertThat(tokens.matches(AnApplication.ID, "n", Purpose.VERIFICATION, "")).isFalse();
    }

    @Test
    void dependOnTheSecret() {
        var others = new ApplicantTokens(settings(SECRET.replace('0', 'x')));

        assertThat(others.token(AnApplication.ID, "n", Purpose.ACCESS))
                .isNotEqualTo(tokens.token(AnApplication.ID, "n", Purpose.ACCESS));
    }

    @Test
    void areNotMadeWithoutAProperSecret() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new ApplicantTokens(settings("")))
                .withMessageContaining("PORTAL_APPLICATION_TOKEN_SECRET");
        assertThatIllegalStateException()
                .isThrownBy(() -> new ApplicantTokens(settings("short")))
                .withMessageNotContaining("\"short\"");
    }
}
