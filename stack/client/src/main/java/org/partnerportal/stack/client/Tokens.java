package org.partnerportal.stack.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Signs users in at the identity provider and keeps their tokens while they are good. */
public final class Tokens {

    private static final String CLIENT = "portal-cli";
    private static final Duration MARGIN = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http;
    private final URI endpoint;
    private final String password;
    private final Patience patience;
    private final Clock clock;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    public Tokens(HttpClient http, Settings settings, Patience patience, Clock clock) {
        this.http = http;
        this.endpoint = URI.create(settings.issuer() + "/protocol/openid-connect/token");
        this.password = settings.password();
        this.patience = patience;
        this.clock = clock;
    }

    private record Token(String value, Instant until) {}

    /** A token that is good for a minute at least. */
    public String of(String user) {
        ReentrantLock lock = locks.computeIfAbsent(user, name -> new ReentrantLock());
        lock.lock();
        try {
            Token known = tokens.get(user);
            if (known == null || known.until().isBefore(clock.instant())) {
                known = signIn(user);
                tokens.put(user, known);
            }
            return known.value();
        } finally {
            lock.unlock();
        }
    }

    /** The token was not accepted: the next one is fetched anew. */
    public void forget(String user, String token) {
        tokens.computeIfPresent(user, (_, known) -> known.value().equals(token) ? null : known);
    }

    private Token signIn(String user) {
        String form =
                Map.of(
                                "grant_type", "password",
                                "client_id", CLIENT,
                                "username", user,
                                "password", password,
                                "scope", "openid")
                        .entrySet()
                        .stream()
                        .map(it -> it.getKey() + "=" + Call.encoded(it.getValue()))
                        .collect(Collectors.joining("&"));
        HttpRequest request =
                HttpRequest.newBuilder(endpoint)
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build();
        Answer answer = patience.insist("Signing in " + user, () -> send(request));
        if (answer.status() != 200) {
            throw new ClientFailure(
                    user
                            + " cannot sign in at "
                            + endpoint
                            + ": "
                            + answer.status()
                            + " "
                            + answer.shortened());
        }
        JsonNode token = JSON.readTree(answer.text());
        Duration lifetime = Duration.ofSeconds(token.path("expires_in").asLong(60));
        return new Token(
                token.path("access_token").asString(),
                clock.instant().plus(lifetime).minus(MARGIN));
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        return Answer.of(http.send(request, BodyHandlers.ofString()));
    }
}
