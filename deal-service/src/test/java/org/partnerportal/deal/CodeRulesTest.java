package org.partnerportal.deal;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.partnerportal.deal.approvals.domain.ApprovalRefusal;
import org.partnerportal.deal.approvals.domain.ChainFlaw;
import org.partnerportal.deal.conflict.domain.ConflictRefusal;
import org.partnerportal.deal.leads.domain.LeadRefusal;
import org.partnerportal.deal.registration.domain.DealRefusal;
import org.partnerportal.testkit.ArchitectureRules;
import org.partnerportal.testkit.StoreRules;
import org.partnerportal.testkit.TextRules;

class CodeRulesTest {

    @Test
    void holdInThisService() {
        ArchitectureRules.check("org.partnerportal.deal");
    }

    @Test
    void keepToWhatEveryDocumentStoreDoesAlike() {
        StoreRules.check(Path.of(""));
    }

    @Test
    void giveEveryRefusalATextInEveryLanguage() {
        TextRules.check(
                "deal-service",
                DealRefusal.class,
                LeadRefusal.class,
                ConflictRefusal.class,
                ApprovalRefusal.class,
                ChainFlaw.class);
    }
}
