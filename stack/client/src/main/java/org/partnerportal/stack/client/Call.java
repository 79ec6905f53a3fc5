package org.partnerportal.stack.client;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One request to the portal.
 *
 * @param path below {@code /api/v1}, with its query
 * @param user who asks
 * @param body none for requests without one
 */
public record Call(
        String method,
        String path,
        String user,
        Map<String, String> headers,
        Optional<byte[]> body) {

    private static final String BOUNDARY = "partner-portal-form-5f1c9d";

    public Call {
        headers = Map.copyOf(headers);
    }

    public static Call get(String path, String user) {
        return new Call("GET", path, user, Map.of(), Optional.empty());
    }

    public static Call post(String path, String user) {
        return new Call("POST", path, user, Map.of(), Optional.empty());
    }

    public Call json(Map<String, ?> content) {
        return with("Content-Type", "application/json").body(Json.bytes(content));
    }

    /** A form with one file, as a browser uploads it. */
    public Call file(String name, String csv) {
        var form = new ByteArrayOutputStream();
        form.writeBytes(
                ("--"
                                + BOUNDARY
                                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                                + name
                                + "\"\r\nContent-Type: text/csv; charset=UTF-8\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(csv.getBytes(StandardCharsets.UTF_8));
        form.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return with("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .body(form.toByteArray());
    }

    /** The same key again is the same command: a repeat after a lost answer does no harm. */
    public Call key(String idempotencyKey) {
        return with("Idempotency-Key", idempotencyKey);
    }

    public Call ifMatch(long version) {
        return with("If-Match", "\"" + version + "\"");
    }

    public Call with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Call(method, path, user, all, body);
    }

    private Call body(byte[] content) {
        return new Call(method, path, user, headers, Optional.of(content));
    }

    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return method + " " + path + " as " + user;
    }
}
