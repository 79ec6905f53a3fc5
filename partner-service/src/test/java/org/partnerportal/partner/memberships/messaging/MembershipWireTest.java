package org.partnerportal.partner.memberships.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.partnerportal.kernel.Decided;
import org.partnerportal.messaging.WireEvent;
import org.partnerportal.partner.memberships.domain.Membership;
import org.partnerportal.partner.memberships.domain.MembershipEvent;
import org.partnerportal.partner.memberships.domain.MembershipId;
import org.partnerportal.partner.memberships.domain.PartnerRole;
import org.partnerportal.partner.memberships.domain.Person;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.partnerportal.testkit.EventContracts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MembershipWireTest {

    private static final Instant NOON = Instant.parse("2026-09-01T10:00:00Z");

    @Test
    void keepsToTheContractOfEachFactAndNamesNoPerson() {
        var types = new TreeSet<String>();
        Decided<Membership, MembershipEvent> invited =
                Membership.invite(
                        new MembershipId("mbr_01K7ZQ8M3V5T9R2X4B6N8C0D1F"),
                        PartnerId.of("HU", "Tükörfúró Kft.", null),
                        new Person("anna@example.com", "Anna", "hu"),
                        Set.of(PartnerRole.ADMIN),
                        NOON);
        Decided<Membership, MembershipEvent> active = invited.next().activate(NOON);
        for (Decided<Membership, MembershipEvent> decided :
                Set.of(
                        invited,
                        active,
                        active.next().changeRoles(Set.of(PartnerRole.SALES), NOON),
                        active.next().deactivate("Anna is away", NOON),
                        active.next().end("Anna has left", NOON))) {
            WireEvent wire = MembershipWire.of(decided.next(), decided.events().getFirst());
            JsonNode data = JsonMapper.shared().valueToTree(wire.data());

            EventContracts.assertFits(wire.type(), data);
            assertThat(data.toString()).doesNotContainIgnoringCase("anna");
            types.add(wire.type());
        }

        assertThat(EventContracts.types("partner"))
                .filteredOn(type -> type.startsWith("partner.membership-"))
                .containsExactlyElementsOf(types);
    }
}
