package org.partnerportal.stack.deployment;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.partnerportal.stack.deployment.Settings.Setting;

/** Writes {@code docs/settings.md}. */
final class SettingsPage {

    private static final String HEAD =
            """
            # Settings

            Written from the code by `./mvnw -pl stack/deployment test -Dsettings.update`; the build fails when it is out of date.

            A setting comes from, the first that has it wins: the command line, the environment, a file, `application.yml` in the jar, the default.

            - In the environment its name is in capitals, with `_` for each dot and no dashes: it stands under the property.
            - As a file it is named like the property or like the variable in a placeholder, in a folder that
              `SPRING_CONFIG_IMPORT=configtree:/run/secrets/` names. That is the way for secrets.
            - `${NAME:value}` below: the variable `NAME`, or else the value.

            Times are written as `10s`, `5m`, `400d`; sizes as `2MB`; lists with commas. The profile `local`, for one machine alone, changes some
            values; what it changes stands at the end of each `application.yml`. The variables of `./suite` itself are in
            [its README](../stack/launcher/README.md).
            """;

    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

    private SettingsPage() {}

    static String of(List<Settings> modules) {
        var page = new StringBuilder(HEAD);
        for (Settings module : modules) {
            page.append("\n## ").append(module.module()).append('\n');
            if (!module.own().isEmpty()) {
                page.append("\n| property, variable | default | meaning |\n|---|---|---|\n");
                module.own().stream()
                        .sorted((a, b) -> a.name().compareTo(b.name()))
                        .forEach(setting -> page.append(line(setting)));
            }
            Map<String, String> values = lists(module.values());
            if (!values.isEmpty()) {
                page.append("\n`application.yml` of ").append(module.module()).append(" says:\n");
                page.append("\n| property | value |\n|---|---|\n");
                values.forEach(
                        (name, value) -> page.append("| `" + name + "` | " + code(value) + " |\n"));
            }
        }
        return page.toString();
    }

    private static String line(Setting setting) {
        return "| `%s`<br>`%s` | %s | %s |%n"
                .formatted(
                        setting.name(),
                        setting.variable(),
                        code(setting.defaultValue()),
                        cell(String.valueOf(setting.description())))
                .replace("\r\n", "\n");
    }

    /** The elements of a list in one line. */
    private static Map<String, String> lists(Map<String, String> values) {
        var joined = new TreeMap<String, String>();
        values.forEach((name, value) ->
                joined.merge(INDEX.matcher(name).replaceAll(""), value, (a, b) -> a + ", " + b));
        return joined;
    }

    private static String code(@Nullable String value) {
        return value == null || value.isEmpty() ? "none" : "`" + cell(value) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
