package org.partnerportal.web;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import org.springframework.context.support.ResourceBundleMessageSource;
import tools.jackson.databind.json.JsonMapper;

/** The platform's texts without a container. */
public final class SampleTexts {

    private SampleTexts() {}

    public static Problems problems() {
        var texts = new ResourceBundleMessageSource();
        texts.setBasenames("messages/platform");
        texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
        texts.setFallbackToSystemLocale(false);
        texts.setAlwaysUseMessageFormat(true);
        return new Problems(texts, new JsonMapper(), new SimpleMeterRegistry());
    }
}
