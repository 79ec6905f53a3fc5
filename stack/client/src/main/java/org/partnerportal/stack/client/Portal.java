package org.partnerportal.stack.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** The portal as its callers meet it: through the gateway, with a token. */
public final class Portal {

    private static final int PAGE = 200;

    private final HttpClient http;
    private final Supplier<URI> gateway;
    private final Tokens tokens;
    private final Patience patience;

    public Portal(HttpClient http, URI gateway, Tokens tokens, Patience patience) {
        this(http, () -> gateway, tokens, patience);
    }

    /**
     * @param gateway names the gateway that takes the next attempt
     */
    public Portal(HttpClient http, Supplier<URI> gateway, Tokens tokens, Patience patience) {
        this.http = http;
        this.gateway = gateway;
        this.tokens = tokens;
        this.patience = patience;
    }

    /** Asks until there is an answer; whatever is repeated is safe to repeat. */
    public Answer send(Call call) {
        Answer answer = patience.insist(call.toString(), () -> attempt(call));
        return answer.status() == 401
                ? patience.insist(call.toString(), () -> attempt(call))
                : answer;
    }

    public JsonNode get(String path, String user) {
        Call call = Call.get(path, user);
        return send(call).must(call, 200).json();
    }

    /** All items of a list, page after page. */
    public List<JsonNode> all(String path, String user) {
        var items = new ArrayList<JsonNode>();
        String separator = path.contains("?") ? "&" : "?";
        String cursor = "";
        do {
            JsonNode page =
                    get(
                            path
                                    + separator
                                    + "limit="
                                    + PAGE
                                    + (cursor.isEmpty() ? "" : "&cursor=" + Call.encoded(cursor)),
                            user);
            page.path("items").forEach(items::add);
            cursor = page.path("nextCursor").asString("");
        } while (!cursor.isEmpty());
        return items;
    }

    private Answer attempt(Call call) throws IOException, InterruptedException {
        String token = tokens.of(call.user());
        var request =
                HttpRequest.newBuilder(URI.create(gateway.get() + "/api/v1" + call.path()))
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", "application/json, text/csv, application/problem+json")
                        .method(
                                call.method(),
                                call.body()
                                        .map(BodyPublishers::ofByteArray)
                                        .orElseGet(BodyPublishers::noBody));
        call.headers().forEach(request::header);
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() == 401) {
            tokens.forget(call.user(), token);
        }
        return Answer.of(response);
    }
}
