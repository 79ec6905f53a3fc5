package org.partnerportal.stack.security;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.partnerportal.stack.client.ClientFailure;

/**
 * An address of the suite that is called over and over. It waits where a limit on requests says so,
 * because that limit is looked at elsewhere.
 */
final class Edge {

    private static final int PATIENCE = 30;
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private final HttpClient http;
    private final URI base;
    private final AtomicLong sent = new AtomicLong();

    Edge(HttpClient http, URI base) {
        this.http = http;
        this.base = base;
    }

    Reply send(Request request) {
        Reply reply = once(request);
        for (int wait = 0; reply.status() == 429 && wait < PATIENCE; wait++) {
            pause(Duration.ofSeconds(1));
            reply = once(request);
        }
        return reply;
    }

    /** Without waiting for anything. */
    Reply once(Request request) {
        sent.incrementAndGet();
        var builder =
                HttpRequest.newBuilder(URI.create(base + request.target()))
                        .timeout(LONGEST)
                        .method(
                                request.method(),
                                request.body()
                                        .map(BodyPublishers::ofByteArray)
                                        .orElseGet(BodyPublishers::noBody));
        request.headers().forEach(builder::header);
        try {
            HttpResponse<String> response = http.send(builder.build(), BodyHandlers.ofString());
            return new Reply(request, response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new ClientFailure(request + " got no answer from " + base + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientFailure("Interrupted while asking " + request, e);
        }
    }

    long sent() {
        return sent.get();
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientFailure("Interrupted while waiting", e);
        }
    }
}
