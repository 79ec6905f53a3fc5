package org.partnerportal.web;

import java.net.URI;
import org.springframework.http.ResponseEntity;

/** Answers that carry a version, so that the next change can name it. */
public final class Answers {

    private Answers() {}

    public static <T> ResponseEntity<T> ok(T view, long version) {
        return ResponseEntity.ok().eTag(etag(version)).body(view);
    }

    /** 201 with the place of the new thing. */
    public static <T> ResponseEntity<T> created(String location, T view, long version) {
        return ResponseEntity.created(URI.create(location)).eTag(etag(version)).body(view);
    }

    /** 202: accepted and under way; the place tells how far it is. */
    public static <T> ResponseEntity<T> accepted(String location, T view) {
        return ResponseEntity.accepted().location(URI.create(location)).body(view);
    }

    private static String etag(long version) {
        return "\"" + version + "\"";
    }
}
