package org.partnerportal.stack.security;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A form with one file, as a browser uploads it.
 *
 * @param fileName goes into the header as it is
 */
record Multipart(String fileName, String content) {

    private static final String BOUNDARY = "partner-portal-check-91d2";

    static Multipart file(String fileName, String content) {
        return new Multipart(fileName, content);
    }

    Request on(Request request) {
        var form = new ByteArrayOutputStream();
        form.writeBytes(
                ("--"
                                + BOUNDARY
                                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                                + fileName
                                + "\"\r\nContent-Type: text/csv\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(content.getBytes(StandardCharsets.UTF_8));
        form.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return request.body("multipart/form-data; boundary=" + BOUNDARY, form.toByteArray());
    }
}
