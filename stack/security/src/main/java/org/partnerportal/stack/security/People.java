package org.partnerportal.stack.security;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.partnerportal.stack.client.ClientFailure;

/**
 * Who calls: one user for each role, all roles of a second partner, and those with tokens that are
 * good for nothing.
 *
 * @param byRole a partner's roles belong to the first partner
 * @param stranger holds every role of a partner's people, at the second partner
 * @param strangeManager a partner manager to whom neither partner is assigned
 * @param otherAudience the owner's rights, in a token for another application
 * @param expired the owner's rights, in a token that was good a moment ago
 * @param forged the owner's token with other content under the same signature
 * @param unsigned the owner's token without a signature
 * @param twoSided of a partner and of the vendor's staff at once
 */
record People(
        Map<String, Caller> byRole,
        Caller stranger,
        Caller strangeManager,
        Caller otherAudience,
        Caller expired,
        Caller forged,
        Caller unsigned,
        Caller twoSided,
        long expiredAtNanos) {

    static final List<String> PARTNER_ROLES =
            List.of(
                    "partner-admin",
                    "partner-sales",
                    "partner-marketing",
                    "partner-technical",
                    "partner-finance");

    private static final List<String> VENDOR_ROLES =
            List.of(
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
                    "dpo");

    private static final String CLIENT = "portal-cli";
    private static final String OTHER_AUDIENCE = Realm.OURS + "-other-audience";
    private static final String SHORT_LIVED = Realm.OURS + "-short-lived";

    /** Services accept a token for so long after its time, because clocks differ. */
    private static final Duration TOLERATED = Duration.ofSeconds(32);

    /** The user of the vendor who looks after the first partner. */
    static final String MANAGER = Realm.OURS + ".partner-manager";

    /** Somebody who may see which partners there are. */
    static Caller channelAdmin(Realm realm, String password) {
        return user(realm, "looking", Optional.empty(), Set.of("channel-admin"), password);
    }

    static People joining(Realm realm, Partners partners, String password, String machineSecret) {
        realm.addClient(OTHER_AUDIENCE, "another-application", 600);
        realm.addClient(SHORT_LIVED, "partner-portal", 1);
        var byRole = new LinkedHashMap<String, Caller>();
        for (String role : PARTNER_ROLES) {
            byRole.put(
                    role, user(realm, role, Optional.of(partners.first()), Set.of(role), password));
        }
        // Early, because their time has to pass.
        String owner = Realm.OURS + ".partner-admin";
        var expired = new Caller("expired", realm.token(SHORT_LIVED, owner, password));
        long began = System.nanoTime();
        for (String role : VENDOR_ROLES) {
            byRole.put(role, user(realm, role, Optional.empty(), Set.of(role), password));
        }
        byRole.put(
                "integration",
                new Caller("integration", realm.machineToken("crm-connector", machineSecret)));
        String good = byRole.getOrDefault("partner-admin", Caller.NOBODY).token();
        return new People(
                Map.copyOf(byRole),
                user(realm, "stranger", Optional.of(partners.second()), PARTNER_ROLES, password),
                user(realm, "other-manager", Optional.empty(), Set.of("partner-manager"), password),
                new Caller("other audience", realm.token(OTHER_AUDIENCE, owner, password)),
                expired,
                new Caller("forged", forged(good, partners)),
                new Caller("unsigned", unsigned(good)),
                user(
                        realm,
                        "two-sided",
                        Optional.of(partners.first()),
                        List.of("partner-admin", "channel-admin"),
                        password),
                began + TOLERATED.toNanos());
    }

    private static Caller user(
            Realm realm,
            String name,
            Optional<String> partner,
            Collection<String> roles,
            String password) {
        String login = Realm.OURS + "." + name;
        realm.addUser(login, partner, roles, password);
        return new Caller(name, realm.token(CLIENT, login, password));
    }

    /** The same signature under the other partner's id. */
    private static String forged(String token, Partners partners) {
        String[] parts = token.split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String changed = claims.replace(partners.first(), partners.second());
        if (changed.equals(claims)) {
            throw new ClientFailure("The token does not name its user's partner");
        }
        return parts[0] + "." + encoded(changed) + "." + parts[2];
    }

    private static String unsigned(String token) {
        String[] parts = token.split("\\.", -1);
        return encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + parts[1] + ".";
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    Caller of(String role) {
        Caller caller = byRole.get(role);
        if (caller == null) {
            throw new ClientFailure("Nobody holds the role " + role + ", which a document names");
        }
        return caller;
    }

    /** Those whose token must be refused by whoever looks at it. */
    List<Caller> refusedEverywhere() {
        return List.of(otherAudience, expired, forged, unsigned, twoSided);
    }

    /** Holders of a single role that is not among these. */
    List<Caller> without(Set<String> roles) {
        var others = new ArrayList<Caller>();
        byRole.forEach((role, caller) -> {
            if (!roles.contains(role)) {
                others.add(caller);
            }
        });
        return others;
    }

    /** Returns when the short-lived token is too old even for a clock that is late. */
    void awaitExpiry() {
        long left = expiredAtNanos - System.nanoTime();
        if (left > 0) {
            Edge.pause(Duration.ofNanos(left));
        }
    }
}
