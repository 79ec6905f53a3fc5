package org.partnerportal.web;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Texts that callers send: line breaks and tabs, and no other control character, whatever the field
 * says about itself. NUL and its like break exports, logs and terminals, and no person types them.
 */
final class TextJson {

    private TextJson() {}

    static JacksonModule module() {
        return new SimpleModule("text").addDeserializer(String.class, new Reader());
    }

    static boolean isPlain(String text) {
        return text.chars().noneMatch(TextJson::isControl);
    }

    private static boolean isControl(int character) {
        return Character.isISOControl(character)
                && character != '\n'
                && character != '\r'
                && character != '\t';
    }

    private static final class Reader extends StdScalarDeserializer<String> {

        Reader() {
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
}
