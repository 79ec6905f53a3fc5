package org.partnerportal.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Refusal;
import org.springframework.context.support.ResourceBundleMessageSource;

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
            ResourceBundle own = bundle("messages/" + service, language);
            for (Class<? extends Refusal> type : refusals) {
                for (Refusal refusal : type.getEnumConstants()) {
                    if (!own.containsKey(refusal.code())) {
                        missing.add(language + " " + refusal.code());
                    }
                }
            }
            ResourceBundle platform = bundle("messages/platform", language);
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
            ResourceBundle texts = bundle("messages/" + service, language);
            for (String code : texts.keySet()) {
                if (texts.getString(code).replace("''", "").contains("'")) {
                    wrong.add(language + " " + code);
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw new AssertionError("Texts with a single apostrophe, write it twice: " + wrong);
        }
    }

    private static ResourceBundle bundle(String name, Locale language) {
        var source =
                new ResourceBundleMessageSource() {
                    ResourceBundle exact() {
                        setDefaultEncoding(StandardCharsets.UTF_8.name());
                        setFallbackToSystemLocale(false);
                        ResourceBundle bundle = getResourceBundle(name, language);
                        if (bundle == null) {
                            throw new AssertionError("No bundle " + name);
                        }
                        return bundle;
                    }
                };
        ResourceBundle bundle = source.exact();
        // English is the root bundle; the others must be files of their own.
        if (!language.equals(Locale.ENGLISH) && !bundle.getLocale().equals(language)) {
            throw new MissingResourceException("No " + language + " texts", name, "");
        }
        return bundle;
    }
}
