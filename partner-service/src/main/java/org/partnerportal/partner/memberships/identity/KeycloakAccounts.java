package org.partnerportal.partner.memberships.identity;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.partnerportal.partner.memberships.application.IdentityProvisioning;
import org.partnerportal.partner.memberships.domain.Account;
import org.partnerportal.partner.memberships.domain.PartnerRole;
import org.partnerportal.partner.memberships.domain.Person;
import org.partnerportal.web.SecuritySettings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/**
 * Accounts in Keycloak through its admin API, with a client that may look after partner users
 * alone. Roles are handed out by putting users into groups; the client has no right to grant them.
 *
 * @see <a href="https://www.keycloak.org/docs-api/latest/rest-api/index.html">Admin REST API</a>
 */
@Component
class KeycloakAccounts implements IdentityProvisioning {

    private static final String PARTNER = "partner_id";

    private final ProvisioningSettings settings;
    private final RestClient http;
    private final String adminUrl;
    private final String tokenUrl;
    private final Clock clock;
    private final Map<PartnerRole, String> groups;
    private volatile @Nullable Token token;

    @Autowired
    KeycloakAccounts(ProvisioningSettings settings, SecuritySettings security, Clock clock) {
        this(settings, security.issuer(), RestClient.builder(), clock);
    }

    KeycloakAccounts(
            ProvisioningSettings settings, String issuer, RestClient.Builder builder, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.adminUrl =
                Objects.requireNonNullElseGet(
                        settings.adminUrl(), () -> issuer.replace("/realms/", "/admin/realms/"));
        this.tokenUrl =
                Objects.requireNonNullElseGet(
                        settings.tokenUrl(), () -> issuer + "/protocol/openid-connect/token");
        this.groups = new EnumMap<>(PartnerRole.class);
        for (PartnerRole role : PartnerRole.values()) {
            groups.put(
                    role,
                    Objects.requireNonNull(
                            settings.groups().get(role.name().toLowerCase(Locale.ROOT)),
                            () -> "portal.provisioning.groups has none for " + role));
        }
        var requests =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .connectTimeout(settings.connectTimeout())
                                .build());
        requests.setReadTimeout(settings.readTimeout());
        this.http = builder.requestFactory(requests).build();
    }

    private record Token(String value, Instant goodUntil) {}

    private record User(
            String id,
            @Nullable String username,
            @Nullable String email,
            @Nullable Boolean enabled,
            @Nullable Map<String, List<String>> attributes) {

        boolean belongsTo(String partner) {
            return attributes != null
                    && attributes.getOrDefault(PARTNER, List.of()).contains(partner);
        }
    }

    private record Group(String id, @Nullable String path) {}

    private record TokenAnswer(String access_token, long expires_in) {}

    @Override
    public String bring(Account account) {
        Optional<User> known = find(account);
        if (known.isEmpty() && !account.enabled()) {
            // Never had an account and needs none any more.
            return Objects.requireNonNullElse(account.subject(), "");
        }
        String id = known.map(User::id).orElseGet(() -> create(account));
        update(id, account);
        if (account.enabled()) {
            bringGroups(id, account);
        } else {
            call(client -> client.post().uri(adminUrl + "/users/{id}/logout", id));
        }
        return id;
    }

    /** An account of another partner is never touched. */
    private Optional<User> find(Account account) {
        User[] found =
                read(
                        User[].class,
                        adminUrl + "/users?exact=true&briefRepresentation=false&email={email}",
                        account.person().mailbox());
        for (User user : found) {
            if (user.belongsTo(account.partner().value())) {
                return Optional.of(user);
            }
        }
        if (found.length > 0) {
            throw new Refusing("membership.address-taken");
        }
        return Optional.empty();
    }

    private String create(Account account) {
        Person person = account.person();
        var user = profile(person);
        user.put("username", person.mailbox());
        user.put("email", person.mailbox());
        user.put("enabled", true);
        user.put(
                "groups",
                account.roles().stream().sorted().map(KeycloakAccounts::groupPath).toList());
        user.put(
                "attributes",
                Map.of(
                        PARTNER,
                        List.of(account.partner().value()),
                        "locale",
                        List.of(person.locale())));
        try {
            call(client ->
                    client.post()
                            .uri(adminUrl + "/users")
                            .contentType(MediaType.APPLICATION_JSON)
                            .body(user));
        } catch (Refusing e) {
            if (!"membership.identity-conflict".equals(e.code())) {
                throw e;
            }
            // Somebody was quicker: we ourselves before a crash, or the address is not ours to use.
        }
        return find(account)
                .map(User::id)
                .orElseThrow(() -> new Refusing("membership.address-taken"));
    }

    private static String groupPath(PartnerRole role) {
        return switch (role) {
            case ADMIN -> "/partners/admins";
            case SALES -> "/partners/sales";
            case MARKETING -> "/partners/marketing";
            case TECHNICAL -> "/partners/technical";
            case FINANCE -> "/partners/finance";
        };
    }

    private void update(String id, Account account) {
        var user = profile(account.person());
        user.put("enabled", account.enabled());
        call(client ->
                client.put()
                        .uri(adminUrl + "/users/{id}", id)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(user));
    }

    /** The last word is the family name, as good as can be known. */
    private static Map<String, Object> profile(Person person) {
        String name = person.name().strip();
        int at = name.lastIndexOf(' ');
        var user = new LinkedHashMap<String, Object>();
        user.put("firstName", at < 0 ? name : name.substring(0, at));
        user.put("lastName", at < 0 ? "-" : name.substring(at + 1));
        return user;
    }

    private void bringGroups(String id, Account account) {
        Group[] now = read(Group[].class, adminUrl + "/users/{id}/groups", id);
        groups.forEach((role, group) -> {
            boolean has = false;
            for (Group one : now) {
                has |= one.id().equals(group);
            }
            if (account.roles().contains(role) && !has) {
                call(client ->
                        client.put().uri(adminUrl + "/users/{id}/groups/{group}", id, group));
            } else if (!account.roles().contains(role) && has) {
                call(client ->
                        client.delete().uri(adminUrl + "/users/{id}/groups/{group}", id, group));
            }
        });
    }

    @Override
    public void invite(String subject) {
        call(client ->
                client.put()
                        .uri(
                                adminUrl + "/users/{id}/execute-actions-email?client_id={client}",
                                subject,
                                settings.invitationClient())
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(List.of("UPDATE_PASSWORD", "VERIFY_EMAIL")));
    }

    private <T> T read(Class<T> type, String url, Object... variables) {
        return guarded(() ->
                Objects.requireNonNull(
                        http.get()
                                .uri(url, variables)
                                .header("Authorization", bearer())
                                .retrieve()
                                .body(type)));
    }

    private void call(Function<RestClient, RestClient.RequestHeadersSpec<?>> request) {
        guarded(() ->
                request.apply(http)
                        .header("Authorization", bearer())
                        .retrieve()
                        .toBodilessEntity());
    }

    private <T> T guarded(Supplier<T> call) {
        try {
            return call.get();
        } catch (RestClientResponseException e) {
            HttpStatusCode status = e.getStatusCode();
            if (status.value() == 401) {
                token = null;
            }
            if (status.is5xxServerError() || status.value() == 401 || status.value() == 429) {
                throw new Unavailable("membership.identity-unavailable", e);
            }
            throw new Refusing(
                    status.value() == 409
                            ? "membership.identity-conflict"
                            : "membership.identity-refused");
        } catch (RestClientException e) {
            throw new Unavailable("membership.identity-unavailable", e);
        }
    }

    private String bearer() {
        Token current = token;
        Instant now = clock.instant();
        if (current == null || !now.isBefore(current.goodUntil())) {
            current = login(now);
            token = current;
        }
        return "Bearer " + current.value();
    }

    private Token login(Instant now) {
        var form = new LinkedMultiValueMap<String, String>();
        form.add("grant_type", "client_credentials");
        form.add("client_id", settings.clientId());
        form.add("client_secret", settings.clientSecret());
        try {
            TokenAnswer answer =
                    Objects.requireNonNull(
                            http.post()
                                    .uri(tokenUrl)
                                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                                    .body(form)
                                    .retrieve()
                                    .body(TokenAnswer.class));
            return new Token(answer.access_token(), now.plusSeconds(answer.expires_in() - 20));
        } catch (HttpClientErrorException e) {
            // A secret that is being changed: no person's fault, and no reason to give up on one.
            throw new Unavailable("membership.identity-unavailable", e);
        }
    }
}
