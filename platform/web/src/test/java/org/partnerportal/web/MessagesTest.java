package org.partnerportal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Refusal;
import org.partnerportal.kernel.RefusalKind;
import org.partnerportal.messaging.DeadLetterRefusal;

class MessagesTest {

    private static final List<String> LANGUAGES = List.of("", "_hu", "_de");

    @Test
    void haveTheSameKeysInEveryLanguage() {
        for (String language : LANGUAGES) {
            assertThat(bundle(language).stringPropertyNames())
                    .as("language %s", language)
                    .containsExactlyInAnyOrderElementsOf(bundle("").stringPropertyNames());
        }
    }

    @Test
    void haveATextForEveryRefusalAndEveryKindOfRefusal() {
        Set<String> wanted = new TreeSet<>();
        Stream.<Refusal[]>of(
                        CommonRefusal.values(), WebRefusal.values(), DeadLetterRefusal.values())
                .flatMap(Stream::of)
                .forEach(refusal -> wanted.add(refusal.code()));
        for (RefusalKind kind : RefusalKind.values()) {
            wanted.add("problem.title." + Problems.status(kind).value());
        }
        assertThat(bundle("").stringPropertyNames()).containsAll(wanted);
    }

    @Test
    void useTheSameArgumentsInEveryLanguage() {
        Properties english = bundle("");
        for (String language : LANGUAGES) {
            Properties other = bundle(language);
            for (String key : english.stringPropertyNames()) {
                assertThat(arguments(other, key))
                        .as("%s in language %s", key, language)
                        .isEqualTo(arguments(english, key));
            }
        }
    }

    @Test
    void writeTheirApostrophesTwice() {
        var wrong = new ArrayList<String>();
        for (String language : LANGUAGES) {
            bundle(language)
                    .forEach((key, text) -> {
                        if (text.toString().replace("''", "").contains("'")) {
                            wrong.add(language + " " + key);
                        }
                    });
        }
        assertThat(wrong).isEmpty();
    }

    private static Set<Integer> arguments(Properties bundle, String key) {
        var format = new MessageFormat(bundle.getProperty(key), Locale.ROOT);
        var used = new TreeSet<Integer>();
        for (int i = 0; i < 5; i++) {
            var arguments = new Object[] {"", "", "", "", ""};
            arguments[i] = "used";
            if (format.format(arguments).contains("used")
                    && !bundle.getProperty(key).contains("used")) {
                used.add(i);
            }
        }
        return used;
    }

    private static Properties bundle(String language) {
        var bundle = new Properties();
        try (Reader reader =
                new InputStreamReader(
                        Objects.requireNonNull(
                                MessagesTest.class.getResourceAsStream(
                                        "/messages/platform" + language + ".properties")),
                        StandardCharsets.UTF_8)) {
            bundle.load(reader);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bundle;
    }
}
