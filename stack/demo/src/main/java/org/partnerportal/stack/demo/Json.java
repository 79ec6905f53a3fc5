package org.partnerportal.stack.demo;

import java.util.Collection;
import java.util.function.Function;
import org.partnerportal.kernel.Money;
import tools.jackson.databind.JsonNode;

/** Reads what answers have in common. */
final class Json {

    private Json() {}

    /** {@code {"amount": "12.30", "currency": "USD"}}; zero dollars where there is nothing. */
    static Money money(JsonNode node) {
        return node.isMissingNode() || node.isNull()
                ? Money.of("0", "USD")
                : Money.of(node.path("amount").asString(), node.path("currency").asString());
    }

    /** Only what is in dollars: nothing in the data set earns anything else. */
    static Money dollars(Collection<JsonNode> nodes, Function<JsonNode, JsonNode> amount) {
        return Money.sum(
                Money.currency("USD"),
                nodes.stream()
                        .map(amount)
                        .map(Json::money)
                        .filter(it -> "USD".equals(it.currency().getCurrencyCode()))
                        .toList());
    }
}
