package org.partnerportal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TokenReaderTest {

    private final TokenReader reader =
            new TokenReader(
                    new Binder(
                                    new MapConfigurationPropertySource(
                                            Map.of("portal.security.role-map.crm", "integration")))
                            .bindOrCreate("portal.security", TokenSettings.class));

    @Test
    void findsRolesWhereverTheProviderPutsThem() {
        assertThat(reader.roles(Map.of("roles", List.of("dpo", "auditor"))))
                .containsExactlyInAnyOrder("dpo", "auditor");
        assertThat(reader.roles(Map.of("roles", "dpo auditor")))
                .containsExactlyInAnyOrder("dpo", "auditor");
        assertThat(reader.roles(Map.of("realm_access", Map.of("roles", List.of("dpo")))))
                .containsExactly("dpo");
        assertThat(reader.roles(Map.of("realm_access", "dpo"))).isEmpty();
        assertThat(reader.roles(Map.of())).isEmpty();
    }

    @Test
    void translatesForeignRoles() {
        assertThat(reader.isMachine(Map.of("roles", List.of("crm")))).isTrue();
        assertThat(reader.isMachine(Map.of("roles", List.of("partner-sales")))).isFalse();
    }

    @Test
    void seesAContradictionInOneOrSeveralPartners() {
        var staff = List.of("region-manager");

        assertThat(reader.contradictsItself(Map.of("partner_id", "ptr_1", "roles", staff)))
                .isTrue();
        assertThat(reader.contradictsItself(Map.of("partners", List.of("ptr_1"), "roles", staff)))
                .isTrue();
        assertThat(reader.contradictsItself(Map.of("partners", List.of(), "roles", staff)))
                .isFalse();
        assertThat(reader.contradictsItself(Map.of("roles", staff))).isFalse();
    }

    @Test
    void seesThePartnerThatTheHolderActsFor() {
        Map<String, Object> both =
                Map.of("partner_id", "ptr_1", "partners", List.of("ptr_1", "ptr_2"));

        assertThat(reader.partner(both, null)).isEqualTo("ptr_1");
        assertThat(reader.partner(both, "ptr_2")).isEqualTo("ptr_2");
        assertThat(reader.partner(both, "ptr_3")).isEqualTo("ptr_1");
        assertThat(reader.partner(Map.of("sub", "staff"), "ptr_3")).isNull();
    }

    @Test
    void seesNoneInAMachineOfAPartner() {
        assertThat(
                        reader.contradictsItself(
                                Map.of("partner_id", "ptr_1", "roles", List.of("integration"))))
                .isFalse();
    }
}
