package org.partnerportal.partner.agreements.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.partnerportal.partner.agreements.domain.AnAgreement.NOON;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.partnerportal.messaging.WireEvent;
import org.partnerportal.partner.agreements.domain.Agreement;
import org.partnerportal.partner.agreements.domain.AgreementEvent;
import org.partnerportal.partner.agreements.domain.AnAgreement;
import org.partnerportal.testkit.EventContracts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AgreementWireTest {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .changeDefaultPropertyInclusion(
                            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .build();

    @Test
    void keepsToTheContractOfEachFactAndNamesNoPerson() {
        var types = new TreeSet<String>();
        for (Agreement agreement : AnAgreement.inEveryState()) {
            WireEvent wire = AgreementWire.of(agreement, factOf(agreement));
            JsonNode data = JSON.valueToTree(wire.data());

            EventContracts.assertFits(wire.type(), data);
            assertThat(data.toString()).doesNotContain("anna", "Anna", "Too long", "chief");
            types.add(wire.type());
        }

        assertThat(EventContracts.types("partner"))
                .filteredOn(type -> type.startsWith("partner.agreement-"))
                .containsExactlyElementsOf(types);
    }

    @Test
    void canBeReadFromThePublishedExamples() {
        EventContracts.types("partner").stream()
                .filter(type -> type.startsWith("partner.agreement-"))
                .forEach(type ->
                        assertThat(
                                        JSON.treeToValue(
                                                        EventContracts.example(type),
                                                        AgreementWire.Snapshot.class)
                                                .partnerId())
                                .startsWith("ptr_"));
    }

    private static AgreementEvent factOf(Agreement agreement) {
        return switch (agreement.state().name()) {
            case SENT -> new AgreementEvent.AgreementSent(NOON);
            case ACCEPTED -> new AgreementEvent.AgreementAccepted(NOON);
            case IN_FORCE -> new AgreementEvent.AgreementInForce(NOON);
            case DECLINED -> new AgreementEvent.AgreementDeclined(NOON);
            case SIGNATURE_EXPIRED -> new AgreementEvent.AgreementExpired(NOON);
            case WITHDRAWN -> new AgreementEvent.AgreementWithdrawn(NOON);
        };
    }
}
