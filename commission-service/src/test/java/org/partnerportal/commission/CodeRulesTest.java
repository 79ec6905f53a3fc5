package org.partnerportal.commission;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.partnerportal.commission.invoice.domain.InvoiceRefusal;
import org.partnerportal.commission.ledger.domain.LedgerRefusal;
import org.partnerportal.commission.plan.domain.PlanRefusal;
import org.partnerportal.commission.statement.domain.StatementRefusal;
import org.partnerportal.testkit.ArchitectureRules;
import org.partnerportal.testkit.StoreRules;
import org.partnerportal.testkit.TextRules;

class CodeRulesTest {

    @Test
    void holdInThisService() {
        ArchitectureRules.check("org.partnerportal.commission");
    }

    @Test
    void keepToWhatEveryDocumentStoreDoesAlike() {
        StoreRules.check(Path.of(""));
    }

    @Test
    void giveEveryRefusalATextInEveryLanguage() {
        TextRules.check(
                "commission-service",
                PlanRefusal.class,
                LedgerRefusal.class,
                InvoiceRefusal.class,
                StatementRefusal.class);
    }
}
