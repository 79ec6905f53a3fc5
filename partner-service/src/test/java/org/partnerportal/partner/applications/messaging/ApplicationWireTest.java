package org.partnerportal.partner.applications.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.partnerportal.messaging.WireEvent;
import org.partnerportal.partner.applications.domain.AnApplication;
import org.partnerportal.partner.applications.domain.ApplicationEvent;
import org.partnerportal.partner.applications.domain.PartnerApplication;
import org.partnerportal.testkit.EventContracts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ApplicationWireTest {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .changeDefaultPropertyInclusion(
                            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .build();

    /** Each event with an application as it stands right after it. */
    private static final Map<ApplicationEvent, PartnerApplication> AFTER =
            Map.of(
                    new ApplicationEvent.VerificationRequested(AnApplication.MORNING, 2),
                    AnApplication.draft(),
                    new ApplicationEvent.ApplicationSubmitted(AnApplication.MORNING),
                    AnApplication.submitted(),
                    new ApplicationEvent.InformationRequested(AnApplication.MORNING, 1),
                    AnApplication.infoRequested(),
                    new ApplicationEvent.ApplicationApproved(AnApplication.MORNING),
                    AnApplication.approved(),
                    new ApplicationEvent.ApplicationRejected(AnApplication.MORNING),
                    AnApplication.rejected(),
                    new ApplicationEvent.ApplicationWithdrawn(AnApplication.MORNING),
                    AnApplication.withdrawn(),
                    new ApplicationEvent.ApplicationExpired(AnApplication.MORNING),
                    AnApplication.expired());

    @Test
    void keepsItsContractsAndTellsNothingAboutPersons() {
        assertThat(AFTER.keySet().stream().map(Object::getClass).distinct())
                .hasSize(ApplicationEvent.class.getPermittedSubclasses().length);
        AFTER.forEach((event, application) -> {
            WireEvent wire = ApplicationWire.of(application, event);
            JsonNode data = JSON.valueToTree(wire.data());

            EventContracts.assertFits(wire.type(), data);
            EventContracts.example(wire.type());
            assertThat(data.toString())
                    .doesNotContain("Erika", "Muster", "musterhaus", "nonce", "Haus KG");
        });
    }
}
