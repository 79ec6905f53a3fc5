package org.partnerportal.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens are good, and what they say. The names are those of the services, so that one
 * environment serves all.
 *
 * @param issuer exactly as the tokens' {@code iss} says it
 * @param jwkSetUri where the keys are; by default they are found through the issuer's discovery
 *     document
 * @param audience must be among the tokens' {@code aud}
 * @param algorithms signature algorithms that are accepted
 * @param rolesClaims where roles are looked for, first hit wins; a dotted path reaches into objects
 * @param roleMap foreign role names to ours
 * @param partnerClaim the partner that the user acts for
 * @param partnersClaim all partners that the user may act for
 * @param staffRoles roles of the vendor's own people; together with a partner they make a token
 *     that is refused
 * @param machineRole the role of machine clients
 * @param clockSkew tolerance for expiry
 * @param keyCache how long keys are used before they are asked for again
 * @param keyOutage how long keys are used when the identity provider does not answer
 * @param keyPause shortest time between two attempts to get keys while there are some
 * @param keyTimeout how long one answer of the identity provider may take
 * @param knownTokens how many tokens that were found good are remembered, a few kilobytes each
 */
@ConfigurationProperties("portal.security")
public record TokenSettings(
        @DefaultValue("http://127.0.0.1:8180/realms/partner-portal") String issuer,
        @Nullable String jwkSetUri,
        @DefaultValue("partner-portal") String audience,
        @DefaultValue({"RS256", "PS256", "ES256"}) Set<String> algorithms,
        @DefaultValue({"roles", "realm_access.roles"}) List<String> rolesClaims,
        @DefaultValue Map<String, String> roleMap,
        @DefaultValue("partner_id") String partnerClaim,
        @DefaultValue("partners") String partnersClaim,
        @DefaultValue({
                    "internal-user",
                    "channel-admin",
                    "program-manager",
                    "partner-manager",
                    "region-manager",
                    "marketing-approver",
                    "finance-approver",
                    "training-admin",
                    "content-manager",
                    "support-agent",
                    "auditor",
                    "dpo"
                })
                Set<String> staffRoles,
        @DefaultValue("integration") String machineRole,
        @DefaultValue("30s") Duration clockSkew,
        @DefaultValue("5m") Duration keyCache,
        @DefaultValue("24h") Duration keyOutage,
        @DefaultValue("10s") Duration keyPause,
        @DefaultValue("2s") Duration keyTimeout,
        @DefaultValue("4000") long knownTokens) {}
