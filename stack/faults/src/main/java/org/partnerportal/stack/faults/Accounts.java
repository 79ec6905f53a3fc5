package org.partnerportal.stack.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.partnerportal.stack.client.Call;
import org.partnerportal.stack.client.ClientFailure;
import org.partnerportal.stack.client.Json;
import org.partnerportal.stack.client.Settings;
import tools.jackson.databind.json.JsonMapper;

/** What the run asks of the identity provider as its administrator. */
final class Accounts {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http;
    private final Settings settings;
    private final String administrator;

    /**
     * @param administrator password of the identity provider's own first user
     */
    Accounts(HttpClient http, Settings settings, String administrator) {
        this.http = http;
        this.settings = settings;
        this.administrator = administrator;
    }

    /** From now on tokens are signed with a new key; those of the old one stay good. */
    void rotateKeys() {
        URI components = settings.issuer().resolve("/admin/realms/partner-portal/components");
        Map<String, Object> content =
                Map.of(
                        "name",
                        "rotated-" + System.currentTimeMillis(),
                        "providerId",
                        "rsa-generated",
                        "providerType",
                        "org.keycloak.keys.KeyProvider",
                        "config",
                        Map.of(
                                "priority",
                                        List.of(Long.toString(System.currentTimeMillis() / 1_000)),
                                "algorithm", List.of("RS256")));
        HttpResponse<String> answer =
                send(
                        HttpRequest.newBuilder(components)
                                .header("Authorization", "Bearer " + administratorToken())
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofByteArray(Json.bytes(content)))
                                .build());
        if (answer.statusCode() != 201) {
            throw new ClientFailure(
                    "The keys cannot be rotated: " + answer.statusCode() + " " + answer.body());
        }
    }

    private String administratorToken() {
        HttpResponse<String> answer =
                send(
                        HttpRequest.newBuilder(
                                        settings.issuer()
                                                .resolve(
                                                        "/realms/master/protocol/openid-connect/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        BodyPublishers.ofString(
                                                "grant_type=password&client_id=admin-cli&username=admin&password="
                                                        + Call.encoded(administrator)))
                                .build());
        if (answer.statusCode() != 200) {
            throw new ClientFailure(
                    "The identity provider's administrator cannot sign in: " + answer.statusCode());
        }
        return JSON.readTree(answer.body()).path("access_token").asString();
    }

    /** A user that acts for this partner. */
    void make(String user, String partner) {
        URI users = settings.issuer().resolve("/admin/realms/partner-portal/users");
        Map<String, Object> content =
                Map.of(
                        "username",
                        user,
                        "firstName",
                        "Fault",
                        "lastName",
                        "Run",
                        "email",
                        user + "@faults.example",
                        "emailVerified",
                        true,
                        "enabled",
                        true,
                        "attributes",
                        Map.of("partner_id", List.of(partner), "locale", List.of("en")),
                        "groups",
                        List.of("/partners/admins", "/partners/sales"),
                        "credentials",
                        List.of(
                                Map.of(
                                        "type",
                                        "password",
                                        "value",
                                        settings.password(),
                                        "temporary",
                                        false)));
        HttpResponse<String> answer =
                send(
                        HttpRequest.newBuilder(users)
                                .header("Authorization", "Bearer " + administratorToken())
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofByteArray(Json.bytes(content)))
                                .build());
        if (answer.statusCode() != 201) {
            throw new ClientFailure(
                    "The user "
                            + user
                            + " cannot be made: "
                            + answer.statusCode()
                            + " "
                            + answer.body());
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new ClientFailure(request.uri() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientFailure("Interrupted", e);
        }
    }
}
