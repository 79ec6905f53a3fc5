package org.partnerportal.analytics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The service as a client on the network sees it. */
public final class AnalyticsApi {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    /** An answer of the service. */
    public record Answer(int status, JsonNode body, String location) {}

    public AnalyticsApi(int port) {
        this.base = "http://127.0.0.1:" + port + "/api/v1/analytics";
    }

    public Answer get(@Nullable String token, String path) {
        return send(token, path, "en", "GET");
    }

    public Answer get(String token, String path, Locale language) {
        return send(token, path, language.toLanguageTag(), "GET");
    }

    public Answer post(String token, String path) {
        return send(token, path, "en", "POST");
    }

    private Answer send(@Nullable String token, String path, String language, String method) {
        var request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Accept-Language", language)
                        .method(method, HttpRequest.BodyPublishers.noBody());
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    AnEvent.JSON.readTree(response.body().isEmpty() ? "{}" : response.body()),
                    response.headers().firstValue("Location").orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
