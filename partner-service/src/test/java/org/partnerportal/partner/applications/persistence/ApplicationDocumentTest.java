package org.partnerportal.partner.applications.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.partnerportal.partner.applications.domain.AnApplication;
import org.partnerportal.partner.applications.domain.ApplicationState;
import org.partnerportal.partner.applications.domain.PartnerApplication;

class ApplicationDocumentTest {

    @Test
    void givesBackWhatWasStoredInEveryState() {
        for (PartnerApplication application : AnApplication.inEveryState()) {
            var document = ApplicationDocument.of(application, Set.of("musterhaus.example"));

            assertThat(document.toApplication(application.id().value(), application.version()))
                    .isEqualTo(application);
        }
    }

    @Test
    void claimsItsVatIdOnlyOnceItIsApproved() {
        for (PartnerApplication application : AnApplication.inEveryState()) {
            assertThat(ApplicationDocument.of(application, Set.of()).approvedVatKey() != null)
                    .isEqualTo(application.state() instanceof ApplicationState.Approved);
        }
    }
}
