package org.partnerportal.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

/**
 * Whose tokens are good, and what they say; nothing here is bound to one identity provider.
 *
 * @param issuer exactly as the tokens' {@code iss} says it
 * @param jwkSetUri where the keys are; by default they are found through the issuer's discovery
 *     document
 * @param audience must be among the tokens' {@code aud}
 * @param algorithms signature algorithms that are accepted; never a symmetric one
 * @param rolesClaims where roles are looked for, first hit wins; a dotted path reaches into objects
 * @param roleMap foreign role names to ours
 * @param partnerClaim the partner that the user acts for
 * @param partnersClaim all partners that the user may act for
 * @param impersonatorClaim who really sits there, where one person acts as another; a dotted path
 *     reaches into objects
 * @param staffRoles roles of the vendor's own people; together with a partner they make a token
 *     that is refused
 * @param publicPaths open to anyone, in every service
 * @param clockSkew tolerance for expiry
 * @param keyCache how long keys are used before they are asked for again
 * @param keyOutage how long keys are used when the identity provider does not answer
 */
@ConfigurationProperties("portal.security")
public record SecuritySettings(
        @DefaultValue("http://127.0.0.1:8180/realms/partner-portal") String issuer,
        @Nullable String jwkSetUri,
        @DefaultValue("partner-portal") String audience,
        @DefaultValue({"RS256", "PS256", "ES256"}) Set<SignatureAlgorithm> algorithms,
        @DefaultValue({"roles", "realm_access.roles"}) List<String> rolesClaims,
        @DefaultValue Map<String, String> roleMap,
        @DefaultValue("partner_id") String partnerClaim,
        @DefaultValue("partners") String partnersClaim,
        @DefaultValue("act.sub") String impersonatorClaim,
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
        @DefaultValue({}) List<String> publicPaths,
        @DefaultValue("30s") Duration clockSkew,
        @DefaultValue("5m") Duration keyCache,
        @DefaultValue("24h") Duration keyOutage) {}
