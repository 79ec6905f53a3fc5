package org.partnerportal.partner.memberships.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers as Keycloak's admin API does to a client that may look after partner users alone. */
final class FakeKeycloak implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ADMIN = "/admin/realms/portal";
    private static final Map<String, String> GROUPS =
            Map.of(
                    "/partners/admins", "g-admins",
                    "/partners/sales", "g-sales",
                    "/partners/marketing", "g-marketing",
                    "/partners/technical", "g-technical",
                    "/partners/finance", "g-finance");

    /** A user as the test wants to see it. */
    record User(
            String id,
            String email,
            String partner,
            Set<String> groups,
            boolean enabled,
            boolean loggedOut,
            int mails) {

        User with(boolean nowEnabled, boolean nowLoggedOut, int nowMails) {
            return new User(id, email, partner, groups, nowEnabled, nowLoggedOut, nowMails);
        }
    }

    private final HttpServer server;
    private final Map<String, User> users = new LinkedHashMap<>();
    private final Set<String> hidden = new TreeSet<>();
    private final Set<String> tokens = new TreeSet<>();
    private boolean failing;
    private boolean mailBroken;
    private int made;

    FakeKeycloak() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/portal";
    }

    synchronized List<User> users() {
        return List.copyOf(users.values());
    }

    synchronized User user(String id) {
        return Objects.requireNonNull(users.get(id));
    }

    synchronized void add(String email, String partner) {
        String id = "kc-" + ++made;
        users.put(id, new User(id, email, partner, new TreeSet<>(), true, false, 0));
    }

    /** Somebody whom the client may not see; the address is taken all the same. */
    synchronized void addHidden(String email) {
        hidden.add(email);
    }

    synchronized void failing(boolean now) {
        failing = now;
    }

    synchronized void mailBroken(boolean now) {
        mailBroken = now;
    }

    synchronized void forgetTokens() {
        tokens.clear();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String path = exchange.getRequestURI().getPath();
        if (failing) {
            send(exchange, 503, "");
        } else if (path.endsWith("/protocol/openid-connect/token")) {
            String token = "token-" + ++made;
            tokens.add("Bearer " + token);
            send(exchange, 200, "{\"access_token\":\"" + token + "\",\"expires_in\":60}");
        } else if (!tokens.contains(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "");
        } else if (path.equals(ADMIN + "/users")) {
            if (exchange.getRequestMethod().equals("GET")) {
                find(exchange);
            } else {
                create(exchange, JSON.readTree(body));
            }
        } else {
            String[] parts = path.substring((ADMIN + "/users/").length()).split("/", -1);
            change(exchange, parts, body);
        }
    }

    private void find(HttpExchange exchange) throws IOException {
        String query = URLDecoder.decode(exchange.getRequestURI().getRawQuery(), UTF_8);
        var found = new ArrayList<Map<String, Object>>();
        for (User user : users.values()) {
            if (query.contains("exact=true") && query.contains("email=" + user.email())) {
                found.add(
                        Map.of(
                                "id", user.id(),
                                "email", user.email(),
                                "attributes", Map.of("partner_id", List.of(user.partner()))));
            }
        }
        send(exchange, 200, JSON.writeValueAsString(found));
    }

    private void create(HttpExchange exchange, JsonNode wanted) throws IOException {
        String email = wanted.path("email").asString();
        var groups = new TreeSet<String>();
        wanted.path("groups").forEach(path -> groups.add(GROUPS.get(path.asString())));
        if (groups.isEmpty()) {
            send(exchange, 403, "");
        } else if (hidden.contains(email)
                || users.values().stream().anyMatch(user -> user.email().equals(email))) {
            send(exchange, 409, "");
        } else {
            String id = "kc-" + ++made;
            String partner = wanted.path("attributes").path("partner_id").path(0).asString();
            users.put(id, new User(id, email, partner, groups, true, false, 0));
            send(exchange, 201, "");
        }
    }

    private void change(HttpExchange exchange, String[] parts, String body) throws IOException {
        User user = users.get(parts[0]);
        String method = exchange.getRequestMethod();
        String what = method + (parts.length > 1 ? " " + parts[1] : "");
        if (user == null) {
            send(exchange, 404, "");
            return;
        }
        switch (what) {
            case "PUT" -> {
                boolean enabled = JSON.readTree(body).path("enabled").asBoolean(user.enabled());
                users.put(user.id(), user.with(enabled, user.loggedOut(), user.mails()));
                send(exchange, 204, "");
            }
            case "POST logout" -> {
                users.put(user.id(), user.with(user.enabled(), true, user.mails()));
                send(exchange, 204, "");
            }
            case "GET groups" ->
                    send(
                            exchange,
                            200,
                            JSON.writeValueAsString(
                                    user.groups().stream().map(id -> Map.of("id", id)).toList()));
            case "PUT groups" -> {
                user.groups().add(parts[2]);
                send(exchange, 204, "");
            }
            case "DELETE groups" -> {
                user.groups().remove(parts[2]);
                send(exchange, 204, "");
            }
            case "PUT execute-actions-email" -> {
                if (!mailBroken) {
                    users.put(
                            user.id(),
                            user.with(user.enabled(), user.loggedOut(), user.mails() + 1));
                }
                send(exchange, mailBroken ? 500 : 204, "");
            }
            default -> send(exchange, 405, "");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
