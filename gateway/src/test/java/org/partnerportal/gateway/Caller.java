package org.partnerportal.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Someone outside who calls the gateway. */
final class Caller implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    Caller(int port) {
        this.port = port;
    }

    HttpResponse<String> get(String path, String token) {
        return send(path, request -> request.header("Authorization", "Bearer " + token));
    }

    HttpResponse<String> get(String path) {
        return send(path, UnaryOperator.identity());
    }

    HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> more) {
        try {
            return http.send(
                    more.apply(
                                    HttpRequest.newBuilder(
                                                    URI.create("http://127.0.0.1:" + port + path))
                                            .timeout(Duration.ofSeconds(20)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String code(HttpResponse<String> answer) {
        return json(answer).path("code").asString("");
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        http.close();
    }
}
