package org.partnerportal.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Refusal;

/** Every code that a caller can meet has a text in every language that we speak. */
public final class TextRules {

    public static final List<Locale> LANGUAGES =
            List.of(Locale.ENGLISH, Locale.forLanguageTag("hu"), Locale.GERMAN);

    private TextRules() {}

    /**
     * @param service the bundle {@code messages/<service>}
     * @param refusals the enums of the service
     */
    @SafeVarargs
    public static void check(String service, Class<? extends Refusal>... refusals) {
        var missing = new ArrayList<String>();
        for (Locale language : LANGUAGES) {
            Properties own = texts("messages/" + service, language);
            for (Class<? extends Refusal> type : refusals) {
                for (Refusal refusal : type.getEnumConstants()) {
                    if (!own.containsKey(refusal.code())) {
                        missing.add(language + " " + refusal.code());
                    }
                }
            }
            Properties platform = texts("messages/platform", language);
            for (Refusal refusal : CommonRefusal.values()) {
                if (!platform.containsKey(refusal.code())) {
                    missing.add(language + " " + refusal.code());
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new AssertionError("Codes without a text: " + missing);
        }
        checkApostrophes(service);
    }

    /** All texts are message formats: a single apostrophe would vanish, and arguments after it. */
    private static void checkApostrophes(String service) {
        var wrong = new ArrayList<String>();
        for (Locale language : LANGUAGES) {
            Properties texts = texts("messages/" + service, language);
            for (String code : texts.stringPropertyNames()) {
                if (texts.getProperty(code).replace("''", "").contains("'")) {
                    wrong.add(language + " " + code);
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw new AssertionError("Texts with a single apostrophe, write it twice: " + wrong);
        }
    }

    /** The texts of this very language; what another language has does not count. */
    private static Properties texts(String name, Locale language) {
        // English is the root bundle.
        String suffix = language.equals(Locale.ENGLISH) ? "" : "_" + language;
        String file = name + suffix + ".properties";
        try (InputStream stream =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(file)) {
            if (stream == null) {
                throw new AssertionError("No texts " + file);
            }
            var texts = new Properties();
            texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
