package org.partnerportal.web;

import java.math.BigDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.deser.jdk.NumberDeserializers.BigDecimalDeserializer;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Texts and numbers as people send them, whatever the field says about itself. Texts have line
 * breaks and tabs, and no other control character: NUL and its like break exports, logs and
 * terminals. Decimal numbers have no exponent that nobody can write out: checks of their digits
 * overflow, and so does the store.
 */
final class PlainJson {

    private static final int MOST_DIGITS = 100;

    private PlainJson() {}

    static JacksonModule module() {
        return new SimpleModule("plain")
                .addDeserializer(String.class, new Texts())
                .addDeserializer(BigDecimal.class, new Numbers());
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
