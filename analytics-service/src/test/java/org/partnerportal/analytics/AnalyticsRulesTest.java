package org.partnerportal.analytics;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.partnerportal.testkit.ArchitectureRules;
import org.partnerportal.testkit.StoreRules;
import org.partnerportal.testkit.TextRules;

class AnalyticsRulesTest {

    @Test
    void theCodeKeepsTheRulesOfTheSuite() {
        ArchitectureRules.check("org.partnerportal.analytics");
    }

    @Test
    void theCodeUsesOnlyWhatIsRightOnEveryStore() {
        StoreRules.check(Path.of(""));
    }

    @Test
    void everyRefusalHasATextInEveryLanguage() {
        TextRules.check("analytics-service", AnalyticsRefusal.class);
    }
}
