package org.partnerportal.stack.security;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it goes over the wire.
 *
 * @param target path and query, already encoded
 */
record Request(String method, String target, Map<String, String> headers, Optional<byte[]> body) {

    Request {
        headers = Map.copyOf(headers);
    }

    static Request get(String target) {
        return of("GET", target);
    }

    static Request of(String method, String target) {
        return new Request(method, target, Map.of(), Optional.empty());
    }

    Request as(Caller caller) {
        return caller.token().isEmpty() ? this : with("Authorization", "Bearer " + caller.token());
    }

    Request with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Request(method, target, all, body);
    }

    Request to(String other) {
        return new Request(method, other, headers, body);
    }

    Request json(String content) {
        return body("application/json", content.getBytes(StandardCharsets.UTF_8));
    }

    Request body(String contentType, byte[] content) {
        return new Request(method, target, headers, Optional.of(content))
                .with("Content-Type", contentType);
    }

    @Override
    public String toString() {
        return method + " " + (target.length() > 160 ? target.substring(0, 160) + "..." : target);
    }
}
