package org.partnerportal.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ActiveProfiles;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("local")
class DiscoveryIT {

    private static final String INSTANCE =
            """
            {"instance": {"instanceId": "deal-1", "app": "DEAL-SERVICE", "vipAddress": "deal-service",
             "hostName": "127.0.0.1", "ipAddr": "127.0.0.1", "status": "UP",
             "port": {"$": 8102, "@enabled": "true"},
             "dataCenterInfo": {"@class": "com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo",
                                "name": "MyOwn"}}}
            """;

    private static HttpClient client;

    @LocalServerPort private int port;

    @BeforeAll
    static void open() {
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void close() {
        client.close();
    }

    @Test
    void showsAnInstanceAtOnceAfterItRegistered() throws Exception {
        assertThat(get("/eureka/apps/DEAL-SERVICE").statusCode()).isEqualTo(404);

        var registered =
                client.send(
                        HttpRequest.newBuilder(at("/eureka/apps/DEAL-SERVICE"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(INSTANCE))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());

        assertThat(registered.statusCode()).isEqualTo(204);
        assertThat(get("/eureka/apps").body()).contains("deal-1", "8102");
    }

    @Test
    void doesNotListItself() throws Exception {
        assertThat(get("/eureka/apps/DISCOVERY").statusCode()).isEqualTo(404);
    }

    @Test
    void saysThatItIsHealthy() throws Exception {
        assertThat(get("/actuator/health").body()).contains("\"UP\"");
        assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }

    @Test
    void showsNothingElseOfItsInside() throws Exception {
        assertThat(get("/actuator/env").statusCode()).isEqualTo(404);
        assertThat(get("/actuator/shutdown").statusCode()).isEqualTo(404);
    }

    @Test
    void listensOnThisMachineAloneInTheLocalProfile(@Autowired Environment environment) {
        assertThat(environment.getProperty("server.address")).isEqualTo("127.0.0.1");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(at(path)).header("Accept", "application/json").build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
