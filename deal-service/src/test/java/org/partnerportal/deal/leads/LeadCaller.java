package org.partnerportal.deal.leads;

import java.net.http.HttpClient;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.ServiceCalls;
import tools.jackson.databind.JsonNode;

/** Somebody who calls the service over HTTP. */
record LeadCaller(HttpClient http, int port, String token) {

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
        ServiceCalls.Answer answer =
                new ServiceCalls(http, port)
                        .send(
                                token,
                                method,
                                path,
                                body,
                                etag == null || etag.isEmpty() ? null : etag,
                                null);
        return new Answer(answer.status(), answer.etag(), answer.body());
    }
}
