package org.partnerportal.web;

import java.math.BigDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.jdk.NumberDeserializers.BigDecimalDeserializer;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Requests are read strictly: a field that we do not know is a mistake that we say, and nothing is
 * bent until it fits. A number is no text, and 5.7 is not 5.
 *
 * <p>Texts and numbers are as people send them, whatever the field says about itself. Texts have
 * line breaks and tabs, and no other control character: NUL and its like break exports, logs and
 * terminals. Decimal numbers have no exponent that nobody can write out: checks of their digits
 * overflow, and so does the store.
 */
final class PlainJson {

    private static final int MOST_DIGITS = 100;

    private PlainJson() {}

    /** The same, reading strictly. */
    static JsonMapper strict(JsonMapper json) {
        return json.rebuild()
                .addModule(
                        new SimpleModule("plain")
                                .addDeserializer(String.class, new Texts())
                                .addDeserializer(BigDecimal.class, new Numbers()))
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .build();
    }

    static boolean isPlain(String text) {
        return text.chars().noneMatch(PlainJson::isControl);
    }

    private static boolean isControl(int character) {
        return Character.isISOControl(character)
                && character != '\n'
                && character != '\r'
                && character != '\t';
    }

    private static final class Texts extends StdScalarDeserializer<String> {

        Texts() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken().isNumeric() || parser.currentToken().isBoolean()) {
                context.reportInputMismatch(this, "No text");
            }
            String text = StringDeserializer.instance.deserialize(parser, context);
            if (text != null && !isPlain(text)) {
                context.reportInputMismatch(this, "A control character");
            }
            return text;
        }
    }

    private static final class Numbers extends StdScalarDeserializer<BigDecimal> {

        Numbers() {
            super(BigDecimal.class);
        }

        @Override
        public BigDecimal deserialize(JsonParser parser, DeserializationContext context) {
            BigDecimal number = BigDecimalDeserializer.instance.deserialize(parser, context);
            if (number != null && Math.abs((long) number.scale()) > MOST_DIGITS) {
                context.reportInputMismatch(this, "An exponent beyond all bounds");
            }
            return number;
        }
    }
}
