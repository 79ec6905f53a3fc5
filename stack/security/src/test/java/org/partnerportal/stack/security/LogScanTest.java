package org.partnerportal.stack.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogScanTest {

    private final LogScan scan =
            new LogScan(
                    new Report(
                            new PrintStream(
                                    new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)),
                    List.of("Anna Kovács"),
                    List.of("onboarding-dev-secret", "short"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mail to anna@northwind.example was refused",
                "Member anna kovács was invited",
                "Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
                "token eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0In0.",
                "client_secret=onboarding-dev-secret",
                "using onboarding-dev-secret",
                "password: hunter2",
                "mongodb://deal:geheim@store/deal",
                "-----BEGIN PRIVATE KEY-----",
            })
    void finds(String line) {
        assertThat(scan.hits(line)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Refused: deal.customer-protected",
                "Started DealServiceApplication in 4.2 seconds",
                "a short text with a class java.lang.Object@1b2c3d4e",
                "mongodb://127.0.0.1:27017",
                "From no-reply@partner-portal.example",
                "Key type=password provider=password",
            })
    void leavesInPeace(String line) {
        assertThat(scan.hits(line)).isEmpty();
    }
}
