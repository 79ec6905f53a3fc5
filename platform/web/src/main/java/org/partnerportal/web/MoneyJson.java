package org.partnerportal.web;

import java.math.BigDecimal;
import org.partnerportal.kernel.Money;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Money on the wire: a decimal string, never a JSON number, and an ISO 4217 code beside it. */
final class MoneyJson {

    private static final int LONGEST_AMOUNT = 64;

    private MoneyJson() {}

    static JacksonModule module() {
        return new SimpleModule("money")
                .addSerializer(new Writer())
                .addDeserializer(Money.class, new Reader());
    }

    private static final class Writer extends StdSerializer<Money> {

        Writer() {
            super(Money.class);
        }

        @Override
        public void serialize(Money money, JsonGenerator json, SerializationContext context) {
            json.writeStartObject();
            json.writeStringProperty("amount", money.amount().toPlainString());
            json.writeStringProperty("currency", money.currency().getCurrencyCode());
            json.writeEndObject();
        }
    }

    private static final class Reader extends StdDeserializer<Money> {

        Reader() {
            super(Money.class);
        }

        @Override
        public Money deserialize(JsonParser parser, DeserializationContext context) {
            JsonNode node = context.readTree(parser);
            JsonNode amount = node.path("amount");
            JsonNode currency = node.path("currency");
            if (!node.isObject()
                    || !amount.isString()
                    || !currency.isString()
                    || amount.asString().length() > LONGEST_AMOUNT
                    || node.size() != 2) {
                throw MismatchedInputException.from(
                        parser,
                        Money.class,
                        "Expected {\"amount\": \"12.30\", \"currency\": \"EUR\"}");
            }
            try {
                return new Money(
                        new BigDecimal(amount.asString()), Money.currency(currency.asString()));
            } catch (NumberFormatException e) {
                throw MismatchedInputException.from(parser, Money.class, "No decimal number");
            }
        }
    }
}
