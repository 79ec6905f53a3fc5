package org.partnerportal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "eureka.client.enabled=false",
            "portal.security.key-cache=0s",
            "portal.security.key-pause=0s",
        })
@ActiveProfiles("local")
class IssuerAwayIT {

    private static final StubIssuer ISSUER = new StubIssuer();
    private static final StubService PARTNERS = new StubService("partners");

    @LocalServerPort private int port;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("portal.security.issuer", ISSUER::issuer);
        registry.add(
                "spring.cloud.discovery.client.simple.instances.partner-service[0].uri",
                PARTNERS::uri);
    }

    @AfterAll
    static void stop() {
        ISSUER.stop();
        PARTNERS.close();
    }

    @Test
    void isNeverTakenForABadTokenAndEndsByItself() {
        try (var caller = new Caller(port)) {
            var cold = caller.get("/api/v1/partners", ISSUER.token());
            assertThat(cold.statusCode()).isEqualTo(503);
            assertThat(Caller.code(cold)).isEqualTo("security.identity-unavailable");
            assertThat(cold.headers().firstValue("Retry-After")).contains("5");
            assertThat(caller.get("/api/v1/public/products").statusCode()).isEqualTo(200);

            ISSUER.start();
            assertThat(caller.get("/api/v1/partners", ISSUER.token()).statusCode()).isEqualTo(200);

            ISSUER.stop();
            assertThat(caller.get("/api/v1/partners", ISSUER.token()).statusCode())
                    .as("the keys are asked for with each request here, and the old ones serve")
                    .isEqualTo(200);
            assertThat(Caller.code(caller.get("/api/v1/partners", ISSUER.forged())))
                    .isEqualTo("security.token-invalid");
        }
    }
}
