package org.partnerportal.stack.security;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import org.partnerportal.stack.client.ClientFailure;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What came back. */
record Reply(Request request, int status, HttpHeaders headers, String text) {

    private static final JsonMapper JSON = JsonMapper.shared();

    Reply must(int... statuses) {
        for (int each : statuses) {
            if (each == status) {
                return this;
            }
        }
        throw new ClientFailure(request + " was answered " + status + ": " + shortened());
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    JsonNode json() {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    String code() {
        return json().path("code").asString("");
    }

    List<String> pointers() {
        return json().path("errors")
                .valueStream()
                .map(it -> it.path("pointer").asString(""))
                .toList();
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** Why this is no answer that anybody may get; empty where it is in order. */
    Optional<String> defect() {
        if (status >= 500) {
            return Optional.of("a failure of the service, " + shown());
        }
        if (header("X-Correlation-Id").isEmpty()) {
            return Optional.of("no correlation id, " + shown());
        }
        if (status < 400) {
            return Optional.empty();
        }
        JsonNode problem = json();
        boolean complete =
                header("Content-Type").startsWith("application/problem+json")
                        && problem.path("status").asInt(0) == status
                        && !problem.path("type").asString("").isEmpty()
                        && !problem.path("title").asString("").isEmpty()
                        && !problem.path("code").asString("").isEmpty();
        if (!complete) {
            return Optional.of("no RFC 9457 problem with a code, " + shown());
        }
        return text.contains("Exception") || text.contains("\tat ")
                ? Optional.of("shows the inside of the service, " + shown())
                : Optional.empty();
    }

    String shown() {
        String code = code();
        return status
                + (code.isEmpty() ? "" : " " + code)
                + (pointers().isEmpty() ? "" : " " + pointers());
    }

    private String shortened() {
        return text.length() > 300 ? text.substring(0, 300) + "..." : text;
    }
}
