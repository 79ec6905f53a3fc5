package org.partnerportal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.partnerportal.sample.SampleApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a line of the log says in production. */
@ExtendWith(OutputCaptureExtension.class)
class StructuredLogIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PARTNER = "ptr_01JABCDEFGHJKMNPQRSTVWXYZ0";

    @Test
    void namesTheCorrelationAndThePartnerAndNoPerson(CapturedOutput output) {
        try (var context =
                SpringApplication.run(
                        SampleApplication.class,
                        "--server.port=0",
                        "--logging.config=classpath:structured-logback.xml",
                        "--logging.structured.format.console=ecs",
                        "--spring.mongodb.uri=" + SampleServers.MONGO,
                        "--portal.web.cursor-secret=for-this-test-alone-0000000000000000",
                        "--portal.security.issuer=" + SampleServers.ISSUER.issuer())) {
            int port =
                    Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                            .getPort();
            String token =
                    SampleServers.ISSUER.with(claims ->
                            claims.claim("partner_id", PARTNER)
                                    .claim("name", "Anna Secret")
                                    .claim("email", "anna@secret.example"));
            new Http(port)
                    .post(
                            token,
                            "/api/v1/samples/submission",
                            "{\"phone\": \"+36 1 234 5678\"}",
                            "X-Correlation-Id",
                            "corr-7");
        }
        JsonNode line =
                output.getOut()
                        .lines()
                        .filter(each -> each.startsWith("{") && each.contains("sample.not-now"))
                        .map(JSON::readTree)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(output.getOut()));

        assertThat(line.path("message").asString()).isEqualTo("Refused: sample.not-now");
        assertThat(line.path("correlationId").asString("")).isEqualTo("corr-7");
        assertThat(line.path("partnerId").asString("")).isEqualTo(PARTNER);
        assertThat(line.at("/log/level").asString("")).isEqualTo("INFO");
        assertThat(line.at("/service/name").asString("")).isEqualTo("sample");
        assertThat(line.path("@timestamp").asString("")).isNotBlank();
        assertThat(output.getOut()).doesNotContain("Secret", "secret.example", "234 5678", "eyJ");
    }
}
