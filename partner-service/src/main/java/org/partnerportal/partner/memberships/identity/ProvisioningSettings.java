package org.partnerportal.partner.memberships.identity;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How accounts are made in Keycloak.
 *
 * @param adminUrl the realm's admin address, {@code .../admin/realms/partner-portal}; by default it
 *     follows from the issuer
 * @param tokenUrl where the client gets its tokens, when the inside address differs; by default it
 *     follows from the issuer
 * @param clientId the client that may look after partner users and nobody else
 * @param clientSecret its secret; from the environment or a mounted file alone
 * @param invitationClient for which client the invited person is asked to choose a password
 * @param groups the id of the group that hands out each role, by the role's name: admin, sales,
 *     marketing, technical, finance
 * @param every how often is looked for accounts that are to be worked on
 * @param connectTimeout to the identity provider
 * @param readTimeout of one answer
 */
@ConfigurationProperties("portal.provisioning")
public record ProvisioningSettings(
        @Nullable String adminUrl,
        @Nullable String tokenUrl,
        @DefaultValue("portal-onboarding") String clientId,
        @Nullable String clientSecret,
        @DefaultValue("portal-spa") String invitationClient,
        @DefaultValue Map<String, String> groups,
        @DefaultValue("2s") Duration every,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("10s") Duration readTimeout) {

    @Override
    public String toString() {
        return "ProvisioningSettings[adminUrl=" + adminUrl + ", clientId=" + clientId + "]";
    }
}
