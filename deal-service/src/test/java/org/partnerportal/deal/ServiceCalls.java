package org.partnerportal.deal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls the running service as its clients do.
 *
 * @param port where it listens
 */
public record ServiceCalls(HttpClient http, int port) {

    private static final JsonMapper JSON = new JsonMapper();

    /** What was answered; an empty object where the body is no JSON object. */
    public record Answer(int status, Map<String, List<String>> headers, JsonNode body) {

        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }

        public String etag() {
            return header("etag");
        }

        public String code() {
            return text("code");
        }

        public String state() {
            return text("state");
        }

        public String text(String field) {
            return body.path(field).asString("");
        }
    }

    public Answer get(@Nullable String token, String path) {
        return exchange(request(token, path).build());
    }

    public Answer post(String token, String path, String body, @Nullable String etag) {
        return send(token, "POST", path, body, etag, null);
    }

    /**
     * @param etag for If-Match
     * @param key for Idempotency-Key
     */
    public Answer send(
            String token,
            String method,
            String path,
            String body,
            @Nullable String etag,
            @Nullable String key) {
        HttpRequest.Builder request =
                request(token, path)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (etag != null) {
            request.header("If-Match", etag);
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return exchange(request.build());
    }

    /** A file in the field that imports take it from. */
    public Answer upload(String token, String path, String csv) {
        String body =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"rows.csv\"\r\n"
                        + "Content-Type: text/csv\r\n\r\n"
                        + csv
                        + "\r\n--b--\r\n";
        return exchange(
                request(token, path)
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    /** The body as it is. */
    public String raw(String token, String path) {
        return text(request(token, path).build()).body();
    }

    /** A call that the others do not make; to be completed and exchanged. */
    public HttpRequest.Builder request(@Nullable String token, String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    public Answer exchange(HttpRequest request) {
        HttpResponse<String> response = text(request);
        return new Answer(
                response.statusCode(),
                response.headers().map(),
                response.body().startsWith("{")
                        ? JSON.readTree(response.body())
                        : JSON.createObjectNode());
    }

    private HttpResponse<String> text(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
