package org.partnerportal.deal.leads;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who calls the service over HTTP. */
record LeadCaller(HttpClient http, int port, String token) {

    private static final JsonMapper JSON = new JsonMapper();

    record Answer(int status, String etag, JsonNode body) {

        String code() {
            return body.path("code").asString("");
        }

        String id() {
            return body.path("id").asString();
        }

        String state() {
            return body.path("state").asString("");
        }

        List<String> ids() {
            return body.path("items").values().stream()
                    .map(item -> item.path("id").asString())
                    .toList();
        }
    }

    Answer get(String path) {
        return send("GET", path, "", null);
    }

    Answer post(String path, String body) {
        return send("POST", path, body, null);
    }

    /** Reads the lead first and changes it from the version that it then has. */
    Answer act(String lead, String action, String body) {
        return send(
                "POST",
                "/api/v1/leads/" + lead + "/" + action,
                body,
                get("/api/v1/leads/" + lead).etag());
    }

    Answer send(String method, String path, String body, @Nullable String etag) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (etag != null && !etag.isEmpty()) {
            request.header("If-Match", etag);
        }
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("etag").orElse(""),
                    JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
