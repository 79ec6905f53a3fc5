package org.partnerportal.stack.client;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the portal answered.
 *
 * @param etag the version of what is shown, in quotes
 * @param retryAfter where the server names a time
 */
public record Answer(
        int status, String text, Optional<String> etag, Optional<Duration> retryAfter) {

    private static final JsonMapper JSON = JsonMapper.shared();

    public JsonNode json() {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new ClientFailure("This is not JSON: " + shortened(), e);
        }
    }

    public static Answer of(HttpResponse<String> response) {
        return new Answer(
                response.statusCode(),
                response.body(),
                response.headers().firstValue("ETag"),
                response.headers()
                        .firstValue("Retry-After")
                        .filter(text -> text.matches("\\d{1,6}"))
                        .map(text -> Duration.ofSeconds(Long.parseLong(text))));
    }

    /** The version of what is shown, to be named by the next change. */
    public long version() {
        return etag.map(it -> Long.parseLong(it.replaceAll("[^0-9]", "")))
                .orElseThrow(() -> new ClientFailure("An answer without an ETag: " + shortened()));
    }

    /** The stable code of a problem; empty where the answer is none. */
    public String code() {
        try {
            return JSON.readTree(text).path("code").asString("");
        } catch (JacksonException e) {
            return "";
        }
    }

    /** Says clearly what was expected when something else came. */
    public Answer must(Call call, int... statuses) {
        if (Arrays.stream(statuses).noneMatch(it -> it == status)) {
            throw new ClientFailure(
                    call
                            + " was answered "
                            + status
                            + " instead of "
                            + Arrays.toString(statuses)
                            + ": "
                            + shortened());
        }
        return this;
    }

    public String shortened() {
        return text.length() > 600 ? text.substring(0, 600) + "..." : text;
    }
}
