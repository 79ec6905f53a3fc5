package org.partnerportal.stack.security;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.partnerportal.stack.client.Call;
import org.partnerportal.stack.client.ClientFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The local identity provider as its administrator works with it: users and clients that exist for
 * one run.
 */
final class Realm implements AutoCloseable {

    /** Whatever begins with this is ours and may be removed. */
    static final String OURS = "security-check";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http;
    private final String issuer;
    private final String admin;
    private final String userName;
    private final String password;
    private String token = "";

    /**
     * @param issuer of the tokens, as Keycloak names it
     */
    Realm(HttpClient http, URI issuer, String userName, String password) {
        this.http = http;
        this.issuer = issuer.toString();
        this.admin = this.issuer.replace("/realms/", "/admin/realms/");
        this.userName = userName;
        this.password = password;
    }

    /** Signs the administrator in, and clears away what an interrupted run has left. */
    void open() {
        signIn();
        close();
    }

    private void signIn() {
        String master = issuer.substring(0, issuer.indexOf("/realms/")) + "/realms/master";
        token =
                token(
                        master,
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                "admin-cli",
                                "username",
                                userName,
                                "password",
                                password));
    }

    /**
     * A client that lets its users sign in with a password and says in the token what the others
     * say.
     *
     * @param audience that its tokens are for
     * @param lifespan of its tokens in seconds
     */
    void addClient(String name, String audience, int lifespan) {
        Map<String, ?> client =
                Map.of(
                        "clientId", name,
                        "publicClient", true,
                        "standardFlowEnabled", false,
                        "directAccessGrantsEnabled", true,
                        "fullScopeAllowed", true,
                        "attributes", Map.of("access.token.lifespan", String.valueOf(lifespan)),
                        "protocolMappers",
                                List.of(
                                        mapper(
                                                "audience",
                                                "oidc-audience-mapper",
                                                Map.of("included.custom.audience", audience)),
                                        mapper(
                                                "roles",
                                                "oidc-usermodel-realm-role-mapper",
                                                Map.of(
                                                        "claim.name", "roles",
                                                        "jsonType.label", "String",
                                                        "multivalued", "true")),
                                        mapper(
                                                "partner_id",
                                                "oidc-usermodel-attribute-mapper",
                                                Map.of(
                                                        "user.attribute", "partner_id",
                                                        "claim.name", "partner_id",
                                                        "jsonType.label", "String"))));
        must(send("POST", "/clients", client), 201);
    }

    private static Map<String, ?> mapper(String name, String kind, Map<String, String> settings) {
        var all = new LinkedHashMap<>(settings);
        all.put("access.token.claim", "true");
        return Map.of(
                "name", name, "protocol", "openid-connect", "protocolMapper", kind, "config", all);
    }

    /** A user with a password, a partner where one is named, and roles. */
    void addUser(
            String name, Optional<String> partner, Collection<String> roles, String userPassword) {
        Map<String, ?> user =
                Map.of(
                        "username",
                        name,
                        "enabled",
                        true,
                        "email",
                        name + "@security-check.example",
                        "emailVerified",
                        true,
                        "firstName",
                        "Security",
                        "lastName",
                        "Check",
                        "attributes",
                        partner.map(it -> Map.of("partner_id", List.of(it))).orElse(Map.of()),
                        "credentials",
                        List.of(
                                Map.of(
                                        "type",
                                        "password",
                                        "value",
                                        userPassword,
                                        "temporary",
                                        false)));
        HttpResponse<String> created = must(send("POST", "/users", user), 201);
        String location = created.headers().firstValue("Location").orElse("");
        String id = location.substring(location.lastIndexOf('/') + 1);
        List<JsonNode> known =
                roles.stream().map(role -> json(send("GET", "/roles/" + role, null))).toList();
        must(send("POST", "/users/" + id + "/role-mappings/realm", known), 204);
    }

    /** A token of one of these clients for one of these users. */
    String token(String client, String user, String userPassword) {
        return token(
                issuer,
                Map.of(
                        "grant_type", "password",
                        "client_id", client,
                        "username", user,
                        "password", userPassword,
                        "scope", "openid"));
    }

    /** A token of a machine. */
    String machineToken(String client, String secret) {
        return token(
                issuer,
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        client,
                        "client_secret",
                        secret));
    }

    /** Every user of the realm, with names and address. */
    List<JsonNode> users() {
        return json(send("GET", "/users?max=1000", null)).valueStream().toList();
    }

    /** Removes what this program has made. */
    @Override
    public void close() {
        if (token.isEmpty()) {
            return;
        }
        var paths = new ArrayList<String>();
        json(send("GET", "/users?max=200&search=" + OURS, null))
                .valueStream()
                .filter(it -> it.path("username").asString("").startsWith(OURS))
                .forEach(it -> paths.add("/users/" + it.path("id").asString()));
        json(send("GET", "/clients?max=200", null))
                .valueStream()
                .filter(it -> it.path("clientId").asString("").startsWith(OURS))
                .forEach(it -> paths.add("/clients/" + it.path("id").asString()));
        paths.forEach(path -> must(send("DELETE", path, null), 204));
    }

    private String token(String realm, Map<String, String> form) {
        String body =
                form.entrySet().stream()
                        .map(it -> it.getKey() + "=" + Call.encoded(it.getValue()))
                        .collect(Collectors.joining("&"));
        HttpResponse<String> answer =
                exchange(
                        HttpRequest.newBuilder(URI.create(realm + "/protocol/openid-connect/token"))
                                .timeout(TIMEOUT)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(body)));
        if (answer.statusCode() != 200) {
            throw new ClientFailure(
                    form.getOrDefault("username", form.getOrDefault("client_id", ""))
                            + " cannot sign in at "
                            + realm
                            + ": "
                            + answer.statusCode()
                            + " "
                            + JSON.readTree(answer.body()).path("error").asString(""));
        }
        return JSON.readTree(answer.body()).path("access_token").asString();
    }

    private HttpResponse<String> send(String method, String path, @Nullable Object body) {
        HttpResponse<String> answer = attempt(method, path, body);
        if (answer.statusCode() == 401) {
            // An administrator's token lasts a minute.
            signIn();
            answer = attempt(method, path, body);
        }
        return answer;
    }

    private HttpResponse<String> attempt(String method, String path, @Nullable Object body) {
        return exchange(
                HttpRequest.newBuilder(URI.create(admin + path))
                        .timeout(TIMEOUT)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new ClientFailure("The identity provider does not answer: " + issuer, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientFailure("Interrupted while asking the identity provider", e);
        }
    }

    private static HttpResponse<String> must(HttpResponse<String> answer, int status) {
        if (answer.statusCode() != status) {
            throw new ClientFailure(
                    "The identity provider answered "
                            + answer.statusCode()
                            + " to "
                            + answer.request().method()
                            + " "
                            + answer.request().uri().getPath());
        }
        return answer;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(must(answer, 200).body());
    }
}
