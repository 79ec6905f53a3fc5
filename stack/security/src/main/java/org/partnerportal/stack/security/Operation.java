package org.partnerportal.stack.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * An operation as its API document describes it.
 *
 * @param service that serves it
 * @param path template, such as {@code /api/v1/deals/{id}}
 * @param roles that may call it; empty where no role is asked for
 * @param open needs no token at all
 */
record Operation(
        String service,
        String method,
        String path,
        List<Parameter> parameters,
        Optional<Body> body,
        Set<String> roles,
        boolean open) {

    private static final String VERSIONED = "/api/v1";

    /**
     * @param in path, query or header
     */
    record Parameter(String name, String in, boolean required, JsonNode schema) {}

    /**
     * @param schema with every reference resolved
     * @param example a body that fits it
     */
    record Body(String contentType, boolean required, JsonNode schema, JsonNode example) {

        boolean isJson() {
            return contentType.equals("application/json");
        }
    }

    String name() {
        return method + " " + path;
    }

    boolean reads() {
        return method.equals("GET");
    }

    /** Anybody with a token may call it. */
    boolean forEveryCaller() {
        return !open && roles.isEmpty();
    }

    List<Parameter> in(String place) {
        return parameters.stream().filter(it -> it.in().equals(place)).toList();
    }

    boolean needs(String header) {
        return in("header").stream()
                .anyMatch(it -> it.required() && it.name().equalsIgnoreCase(header));
    }

    /** The path up to each parameter, which is what a value for it is found by. */
    List<String> slots() {
        var slots = new ArrayList<String>();
        for (int end = path.indexOf('}'); end >= 0; end = path.indexOf('}', end + 1)) {
            slots.add(path.substring(VERSIONED.length(), end + 1));
        }
        return slots;
    }
}
