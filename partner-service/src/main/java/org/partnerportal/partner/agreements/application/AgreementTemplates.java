package org.partnerportal.partner.agreements.application;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.partnerportal.partner.agreements.domain.AgreementTemplate;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The texts that can be offered: {@code agreements/*.json} on the class path, one file each. */
@Component
public class AgreementTemplates {

    private final List<AgreementTemplate> templates;

    AgreementTemplates(JsonMapper json) {
        var found = new ArrayList<AgreementTemplate>();
        try {
            for (Resource resource :
                    new PathMatchingResourcePatternResolver()
                            .getResources("classpath*:agreements/*.json")) {
                try (InputStream in = resource.getInputStream()) {
                    found.add(json.readValue(in, AgreementTemplate.class));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The agreement templates cannot be read", e);
        }
        this.templates = List.copyOf(found);
    }

    /** The newest version of the text in this language. */
    public Optional<AgreementTemplate> find(String code, String language) {
        return templates.stream()
                .filter(template ->
                        template.code().equals(code) && template.language().equals(language))
                .max(Comparator.comparingInt(AgreementTemplate::version));
    }

    public List<AgreementTemplate> all() {
        return templates;
    }
}
