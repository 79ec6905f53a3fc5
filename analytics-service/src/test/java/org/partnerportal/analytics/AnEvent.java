package org.partnerportal.analytics;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.partnerportal.messaging.Envelope;
import org.partnerportal.testkit.EventContracts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events as their producers publish them; each fits its contract. */
public final class AnEvent {

    public static final JsonMapper JSON = new JsonMapper();
    public static final String PARTNER = "ptr_anna";
    public static final String DEAL = "deal_1";

    private AnEvent() {}

    /** A deal's snapshot that a test completes. */
    public static Map<String, Object> deal(String id, String partner, String state) {
        var data = new LinkedHashMap<String, Object>();
        data.put("dealId", id);
        data.put("partnerId", partner);
        data.put("state", state);
        data.put("stage", "PROSPECT");
        data.put("customer", Map.of("name", "Acme"));
        data.put("products", List.of(line("GTX Pro")));
        data.put("registeredAt", "2017-02-10T09:00:00Z");
        data.put("externalReferences", List.of());
        data.put("historic", false);
        return data;
    }

    public static Map<String, Object> approved(String id, String partner) {
        var data = deal(id, partner, "APPROVED");
        data.put("submittedAt", "2017-02-10T09:00:00Z");
        data.put("protectedUntil", "2017-05-14T22:00:00Z");
        return data;
    }

    public static Map<String, Object> won(String id, String partner, String at, String amount) {
        return won(id, partner, at, amount, "USD");
    }

    public static Map<String, Object> won(
            String id, String partner, String at, String amount, String currency) {
        var data = deal(id, partner, "WON");
        data.put(
                "won",
                Map.of(
                        "at",
                        at,
                        "amount",
                        money(amount, currency),
                        "orderReference",
                        "SO-" + id,
                        "unprotected",
                        false));
        return data;
    }

    public static Map<String, Object> lost(String id, String partner, String at) {
        var data = deal(id, partner, "LOST");
        data.put("lost", Map.of("at", at, "reason", "PRICE"));
        data.put("reason", "PRICE");
        return data;
    }

    public static Map<String, Object> line(String productCode) {
        return Map.of("productCode", productCode);
    }

    public static Map<String, Object> line(String productCode, String amount) {
        return Map.of("productCode", productCode, "amount", money(amount, "USD"));
    }

    public static Map<String, Object> partner(
            String id, String name, String region, String channelManager) {
        return Map.of(
                "partnerId", id,
                "name", name,
                "country", "US",
                "region", region,
                "channelManager", channelManager,
                "state", "ACTIVE",
                "agreementInForce", true);
    }

    public static Map<String, Object> product(String code, String name) {
        return Map.of("productCode", code, "name", name, "series", "GTX", "aliases", List.of());
    }

    public static Map<String, Object> earning(
            String lineId, String kind, String partner, String amount, String documentDate) {
        var data = new LinkedHashMap<String, Object>();
        EventContracts.example(
                        kind.equals("EARNING") ? "commission.accrued" : "commission.clawed-back")
                .properties()
                .forEach(field -> data.put(field.getKey(), field.getValue()));
        data.put("lineId", lineId);
        data.put("kind", kind);
        data.put("partnerId", partner);
        data.put("amount", money(amount, "USD"));
        data.put("documentDate", documentDate);
        data.put("period", documentDate.substring(0, 7));
        data.put("productCode", "GTX Pro");
        return data;
    }

    public static Map<String, String> money(String amount, String currency) {
        return Map.of("amount", amount, "currency", currency);
    }

    /** The event as a consumer gets it. */
    public static Envelope received(String type, String subject, long version, Object data) {
        return received(type, subject, version, "2017-03-01T10:00:00Z", data);
    }

    public static Envelope received(
            String type, String subject, long version, String time, Object data) {
        JsonNode json = JSON.readTree(JSON.writeValueAsString(data));
        EventContracts.assertFits(type, json);
        return envelope(type, subject, version, time, json);
    }

    public static Envelope envelope(
            String type, String subject, long version, String time, JsonNode data) {
        return new Envelope(
                "event-" + subject + "-" + version,
                "/test",
                type,
                subject,
                Instant.parse(time),
                null,
                "test",
                "correlation",
                null,
                version,
                1,
                data,
                Instant.parse(time),
                type.substring(0, type.indexOf('.')) + ".events.v1",
                0,
                version,
                JSON);
    }
}
