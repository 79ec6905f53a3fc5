package org.partnerportal.stack.security;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bodies that are right but for one place, made from a schema and its example.
 *
 * @param kind what is wrong with it
 * @param where JSON pointer of that place; empty where it is the whole
 * @param charset that the text is sent in, whatever it should be
 */
record Hostile(Kind kind, String where, String contentType, String text, Charset charset) {

    /** What is wrong, and how it must be refused. */
    enum Kind {
        UNKNOWN_FIELD("a field that is not there, or not to be set: 400 with its pointer", 400),
        OPERATOR("a query operator instead of a text: 400 with its pointer", 400),
        CONTROL("NUL and control characters in a text: 400", 400),
        TYPE("a value of another type: 400", 400),
        RANGE("a number or date beyond all bounds: 400", 400),
        NEGATIVE_MONEY("a negative amount: 400", 400),
        HUGE_MONEY("an amount beyond all bounds: 400", 400),
        TOO_LONG("a text or list that is too long: 400", 400),
        BROKEN("no JSON, or more than JSON: 400", 400),
        DEEP("JSON nested 5,000 deep: 400", 400),
        OVERSIZED("a body of 1.2 MB: 413", 413),
        CONTENT_TYPE("another content type: 415", 415);

        private final String text;
        private final int status;

        Kind(String text, int status) {
            this.text = text;
            this.status = status;
        }

        String text() {
            return text;
        }

        int status() {
            return status;
        }

        /** The problem must say which field it was. */
        boolean pointed() {
            return this == UNKNOWN_FIELD || this == OPERATOR;
        }
    }

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String NUL_TEXT = "a\u0000b";
    private static final String BELL_TEXT = "a\u0007b";
    private static final List<String> NOT_TO_BE_SET =
            List.of("id", "state", "version", "createdBy", "roles_", "__proto__", "$where");
    private static final int LARGE = 1_200_000;
    private static final int DEPTH = 5_000;

    static List<Hostile> of(Operation.Body body) {
        var all = new ArrayList<Hostile>();
        whole(body, all);
        JsonNode example = body.example();
        walk(body.schema(), example, "", change -> change.apply(example.deepCopy()), all);
        return all;
    }

    private static void whole(Operation.Body body, List<Hostile> all) {
        String good = body.example().toString();
        for (String broken :
                List.of(
                        "",
                        "null",
                        "[]",
                        "\"text\"",
                        good.substring(0, good.length() - 1),
                        good + "{}",
                        "{\"a\":}",
                        "\u0000" + good)) {
            all.add(json(Kind.BROKEN, "", broken));
        }
        all.add(
                new Hostile(
                        Kind.BROKEN,
                        "",
                        "application/json",
                        "{\"\u00e9\": 1}",
                        StandardCharsets.ISO_8859_1));
        if (body.example().isObject()) {
            all.add(
                    json(
                            Kind.DEEP,
                            "",
                            "{\"deep\":" + "[".repeat(DEPTH) + "]".repeat(DEPTH) + "}"));
            all.add(json(Kind.OVERSIZED, "", "{\"large\":\"" + "x".repeat(LARGE) + "\"}"));
        }
        for (String type : List.of("text/plain", "application/xml", "application/octet-stream")) {
            all.add(new Hostile(Kind.CONTENT_TYPE, "", type, good, StandardCharsets.UTF_8));
        }
    }

    /** Puts a change of one place into a copy of the whole. */
    private interface Placing {
        JsonNode with(UnaryOperator<JsonNode> change);
    }

    private static void walk(
            JsonNode schema, JsonNode value, String where, Placing placing, List<Hostile> all) {
        JsonNode properties = schema.path("properties");
        if (properties.has("amount") && properties.has("currency") && properties.size() == 2) {
            money(where, placing, all);
        }
        if (value instanceof ObjectNode object) {
            for (String name : where.isEmpty() ? NOT_TO_BE_SET : List.of("unexpected")) {
                if (!properties.has(name)) {
                    all.add(
                            json(
                                    Kind.UNKNOWN_FIELD,
                                    where + "/" + name,
                                    placing.with(it -> ((ObjectNode) it).put(name, "1"))));
                }
            }
            object.properties()
                    .forEach(field -> {
                        String name = field.getKey();
                        walk(
                                properties.path(name),
                                field.getValue(),
                                where + "/" + name,
                                change ->
                                        placing.with(it -> {
                                            var parent = (ObjectNode) it;
                                            return parent.set(
                                                    name, change.apply(parent.path(name)));
                                        }),
                                all);
                    });
            all.add(json(Kind.TYPE, where, replaced(placing, NODES.arrayNode().add(1))));
        } else if (value instanceof ArrayNode array) {
            list(schema, array, where, placing, all);
        } else if (value.isString()) {
            text(schema, where, placing, all);
        } else if (value.isNumber()) {
            number(where, placing, all);
        } else if (value.isBoolean()) {
            all.add(json(Kind.TYPE, where, replaced(placing, NODES.stringNode("perhaps"))));
        }
    }

    private static void list(
            JsonNode schema, ArrayNode array, String where, Placing placing, List<Hostile> all) {
        all.add(json(Kind.TYPE, where, replaced(placing, NODES.objectNode().put("$gt", ""))));
        int most = schema.path("maxItems").asInt(0);
        if (most > 0 && !array.isEmpty()) {
            ArrayNode tooLong = NODES.arrayNode();
            for (int i = 0; i <= most; i++) {
                tooLong.add(array.path(0));
            }
            all.add(json(Kind.TOO_LONG, where, replaced(placing, tooLong)));
        }
        if (!array.isEmpty()) {
            walk(
                    schema.path("items"),
                    array.path(0),
                    where + "/0",
                    change ->
                            placing.with(it -> {
                                var parent = (ArrayNode) it;
                                parent.set(0, change.apply(parent.path(0)));
                                return parent;
                            }),
                    all);
        }
    }

    private static void text(JsonNode schema, String where, Placing placing, List<Hostile> all) {
        all.add(json(Kind.OPERATOR, where, replaced(placing, NODES.objectNode().put("$gt", ""))));
        all.add(json(Kind.CONTROL, where, replaced(placing, NODES.stringNode(NUL_TEXT))));
        all.add(json(Kind.CONTROL, where, replaced(placing, NODES.stringNode(BELL_TEXT))));
        all.add(json(Kind.TYPE, where, replaced(placing, NODES.arrayNode().add("text"))));
        if (!schema.path("enum").isEmpty()) {
            all.add(json(Kind.TYPE, where, replaced(placing, NODES.stringNode("ANYTHING"))));
        }
        String format = schema.path("format").asString("");
        if (format.startsWith("date")) {
            for (String date : List.of("2026-13-45", "+999999999999-01-01", "2026-13-45T99:00Z")) {
                all.add(json(Kind.RANGE, where, replaced(placing, NODES.stringNode(date))));
            }
        }
        int longest = schema.path("maxLength").asInt(0);
        if (longest > 0) {
            all.add(
                    json(
                            Kind.TOO_LONG,
                            where,
                            replaced(placing, NODES.stringNode("x".repeat(longest + 1)))));
        }
    }

    private static void number(String where, Placing placing, List<Hostile> all) {
        for (String number :
                List.of(
                        "99999999999999999999999999999999",
                        "1E+2147483647",
                        "1e-2147483647",
                        "1e400",
                        "-1")) {
            // As written: a number of Java would not hold it.
            String marker = "\"@number@\"";
            String text = replaced(placing, NODES.stringNode("@number@")).toString();
            all.add(json(Kind.RANGE, where, text.replace(marker, number)));
        }
        all.add(json(Kind.TYPE, where, replaced(placing, NODES.stringNode("many"))));
    }

    private static void money(String where, Placing placing, List<Hostile> all) {
        all.add(json(Kind.NEGATIVE_MONEY, where, amount(placing, "-1300.00")));
        for (String amount :
                List.of("1E+2147483647", "1e999999999", "9".repeat(40), "NaN", "1e-2147483647")) {
            all.add(json(Kind.HUGE_MONEY, where, amount(placing, amount)));
        }
        all.add(
                json(
                        Kind.HUGE_MONEY,
                        where,
                        placing.with(it -> ((ObjectNode) it).put("amount", 1300.5))));
        all.add(
                json(
                        Kind.HUGE_MONEY,
                        where,
                        placing.with(it -> ((ObjectNode) it).put("currency", "XTS"))));
    }

    private static JsonNode amount(Placing placing, String amount) {
        return placing.with(it -> ((ObjectNode) it).put("amount", amount));
    }

    private static JsonNode replaced(Placing placing, JsonNode value) {
        return placing.with(it -> value);
    }

    private static Hostile json(Kind kind, String where, JsonNode body) {
        return json(kind, where, body.toString());
    }

    private static Hostile json(Kind kind, String where, String body) {
        return new Hostile(kind, where, "application/json", body, StandardCharsets.UTF_8);
    }

    /** No body at all, or one that says nothing: fine where none is needed. */
    boolean isNothing() {
        return text.isEmpty() || text.equals("null");
    }

    byte[] bytes() {
        return text.getBytes(charset);
    }

    /** Its beginning, for the report. */
    String shown() {
        String visible = text.replaceAll("\\p{Cntrl}", "?");
        return visible.length() > 200 ? visible.substring(0, 200) + "..." : visible;
    }

    /** What is wrong with the answer; empty where it refuses precisely this. */
    Optional<String> unlike(Reply reply) {
        boolean refused =
                reply.status() == kind.status()
                        && (!kind.pointed() || reply.pointers().stream().anyMatch(this::isMeant));
        return refused ? reply.defect() : Optional.of(reply.shown());
    }

    /** The field itself, or the amount that it is a part of. */
    private boolean isMeant(String pointer) {
        return pointer.equals(where) || (pointer.length() > 1 && where.startsWith(pointer + "/"));
    }
}
