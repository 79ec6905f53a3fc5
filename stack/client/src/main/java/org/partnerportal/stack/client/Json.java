package org.partnerportal.stack.client;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.partnerportal.kernel.Money;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes what is sent and reads what answers have in common. */
public final class Json {

    /**
     * Every run writes the same bytes for the same content: an idempotency key belongs to one body.
     */
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private Json() {}

    public static byte[] bytes(Map<String, ?> content) {
        return MAPPER.writeValueAsBytes(content);
    }

    /** {@code {"amount": "12.30", "currency": "USD"}}; zero dollars where there is nothing. */
    public static Money money(JsonNode node) {
        return node.isMissingNode() || node.isNull()
                ? Money.of("0", "USD")
                : Money.of(node.path("amount").asString(), node.path("currency").asString());
    }

    /** Only what is in dollars: nothing in the data set earns anything else. */
    public static Money dollars(Collection<JsonNode> nodes, Function<JsonNode, JsonNode> amount) {
        return Money.sum(
                Money.currency("USD"),
                nodes.stream()
                        .map(amount)
                        .map(Json::money)
                        .filter(it -> "USD".equals(it.currency().getCurrencyCode()))
                        .toList());
    }
}
