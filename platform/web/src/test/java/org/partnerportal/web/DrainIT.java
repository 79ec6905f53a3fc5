package org.partnerportal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.partnerportal.sample.SampleApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.event.ContextClosedEvent;

class DrainIT {

    @Test
    void requestsAreTakenUntilTheDrainIsOver() throws Exception {
        var issuer = new SampleIssuer();
        var told = new CountDownLatch(1);
        var service =
                new SpringApplicationBuilder(SampleApplication.class)
                        .listeners(event -> {
                            if (event instanceof ContextClosedEvent) {
                                told.countDown();
                            }
                        })
                        .run(
                                "--server.port=0",
                                "--spring.mongodb.uri=" + SampleServers.MONGO,
                                "--portal.security.issuer=" + issuer.issuer(),
                                "--portal.web.drain=10m");
        var http =
                new Http(
                        service.getEnvironment()
                                .getRequiredProperty("local.server.port", Integer.class));
        String token = issuer.token("partner-sales");

        Thread stopping = Thread.ofPlatform().start(service::close);
        assertThat(told.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(http.get(token, "/api/v1/samples/me").status()).isEqualTo(200);

        // Nobody waits ten minutes: the drain ends when its thread is interrupted.
        stopping.interrupt();
        stopping.join(60_000);
        assertThat(stopping.isAlive()).isFalse();
        assertThatThrownBy(() -> http.get(token, "/api/v1/samples/me"))
                .hasRootCauseInstanceOf(ConnectException.class);
    }
}
