package org.partnerportal.partner.mails;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The texts of mails, {@code mails/<kind>_<language>.txt}: the first line is the subject, the text
 * follows after an empty one; {@code {{name}}} is a value.
 */
@Component
public class MailTemplates {

    private static final Pattern VALUE = Pattern.compile("\\{\\{(\\w+)}}");

    /** The letter with its values filled in; each value that the text names must be given. */
    public Letter fill(String kind, String language, String to, Map<String, String> values) {
        String template = read(kind, language);
        int end = template.indexOf('\n');
        return new Letter(
                to,
                filled(template.substring(0, end), values),
                filled(template.substring(end).strip(), values) + "\n");
    }

    /** In one pass, so that a value cannot name another. */
    private static String filled(String text, Map<String, String> values) {
        return VALUE.matcher(text)
                .replaceAll(match -> {
                    String value = values.get(match.group(1));
                    if (value == null) {
                        throw new IllegalStateException("No value for " + match.group());
                    }
                    return Matcher.quoteReplacement(value);
                });
    }

    private static String read(String kind, String language) {
        var resource = new ClassPathResource("mails/" + kind + "_" + language + ".txt");
        try (InputStream in = resource.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("No text of " + kind + " in " + language, e);
        }
    }
}
