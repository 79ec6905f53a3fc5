package org.partnerportal.stack.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.partnerportal.stack.deployment.Settings.Setting;

class SettingsTest {

    private final List<Settings> modules = Settings.ofAllModules();

    @Test
    void everyOneSaysWhatItIsFor() {
        assertThat(modules.stream().flatMap(module -> module.own().stream()))
                .isNotEmpty()
                .filteredOn(
                        setting -> setting.description() == null || setting.description().isBlank())
                .extracting(Setting::name)
                .as("settings without a @param line of Javadoc")
                .isEmpty();
    }

    @Test
    void thePageIsUpToDate() throws IOException {
        String page = SettingsPage.of(modules);
        var file = Repository.file("docs/settings.md");
        if (System.getProperty("settings.update") != null) {
            Files.writeString(file, page);
        }
        assertThat(file).as("docs/settings.md: -Dsettings.update writes it anew").hasContent(page);
    }
}
