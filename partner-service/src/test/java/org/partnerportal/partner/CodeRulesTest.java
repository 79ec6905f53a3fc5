package org.partnerportal.partner;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.partnerportal.partner.applications.domain.ApplicationRefusal;
import org.partnerportal.partner.partner.domain.PartnerRefusal;
import org.partnerportal.testkit.ArchitectureRules;
import org.partnerportal.testkit.StoreRules;
import org.partnerportal.testkit.TextRules;

class CodeRulesTest {

    @Test
    void holdInThisService() {
        ArchitectureRules.check("org.partnerportal.partner");
    }

    @Test
    void keepToWhatEveryDocumentStoreDoesAlike() {
        StoreRules.check(Path.of(""));
    }

    @Test
    void giveEveryRefusalATextInEveryLanguage() {
        TextRules.check("partner-service", PartnerRefusal.class);
    }

    @Test
    void giveEveryRefusalOfApplicationsATextInEveryLanguage() {
        TextRules.check("partner-service", ApplicationRefusal.class);
    }
}
