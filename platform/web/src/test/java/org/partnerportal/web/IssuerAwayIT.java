package org.partnerportal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.partnerportal.sample.SampleApplication;
import org.partnerportal.web.Http.Answer;
import org.springframework.boot.builder.SpringApplicationBuilder;

class IssuerAwayIT {

    @Test
    void answersNotNowWithoutKeysAndGoesOnWithThem() {
        var issuer = new SampleIssuer();
        issuer.goAway();
        try (var service =
                new SpringApplicationBuilder(SampleApplication.class)
                        .run(
                                "--server.port=0",
                                "--spring.mongodb.uri=" + SampleServers.MONGO,
                                "--portal.web.cursor-secret=for-this-test-alone-0000000000000000",
                                "--portal.security.issuer=" + issuer.issuer())) {
            var http =
                    new Http(
                            service.getEnvironment()
                                    .getRequiredProperty("local.server.port", Integer.class));
            String token = issuer.token("partner-sales");

            Answer cold = http.get(token, "/api/v1/samples/me", "Accept-Language", "en");
            assertThat(cold.status()).isEqualTo(503);
            assertThat(cold.header("Retry-After")).isEqualTo("5");
            assertThat(cold.header("Content-Type")).startsWith("application/problem+json");
            assertThat(cold.code()).isEqualTo("security.identity-unavailable");
            assertThat(http.get("", "/api/v1/samples/me").status()).isEqualTo(401);

            issuer.comeBack();
            assertThat(http.get(token, "/api/v1/samples/me").status()).isEqualTo(200);

            issuer.goAway();
            assertThat(http.get(token, "/api/v1/samples/me").status()).isEqualTo(200);
            assertThat(http.get(issuer.signedByAnother(), "/api/v1/samples/me").status())
                    .isEqualTo(401);

            assertThat(http.get(token, "/internal/clock").status())
                    .as("no adjustable clock outside of local and test")
                    .isEqualTo(404);
        }
    }
}
