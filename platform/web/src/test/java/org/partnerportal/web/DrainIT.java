package org.partnerportal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.partnerportal.sample.SampleApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

class DrainIT {

    @Test
    void requestsAreTakenUntilTheDrainIsOver() throws Exception {
        var issuer = new SampleIssuer();
        var service =
                new SpringApplicationBuilder(SampleApplication.class)
                        .run(
                                "--server.port=0",
                                "--spring.mongodb.uri=" + SampleServers.MONGO,
                                "--portal.security.issuer=" + issuer.issuer(),
                                "--portal.web.cursor-secret=for-this-test-alone-0000000000000000",
                                "--portal.web.drain=8s");
        var http =
                new Http(
                        service.getEnvironment()
                                .getRequiredProperty("local.server.port", Integer.class));
        String token = issuer.token("partner-sales");

        Thread stopping = Thread.ofPlatform().start(service::close);
        await().atMost(Duration.ofMinutes(1)).until(() -> isDraining(stopping));
        assertThat(http.get(token, "/api/v1/samples/me").status()).isEqualTo(200);

        stopping.join();
        assertThatThrownBy(() -> http.get(token, "/api/v1/samples/me"))
                .hasCauseInstanceOf(ConnectException.class);
    }

    private static boolean isDraining(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(Drain.class.getName()));
    }
}
