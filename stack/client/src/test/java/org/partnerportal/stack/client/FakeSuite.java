package org.partnerportal.stack.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** An identity provider and a gateway that answer what a test wants. */
public final class FakeSuite implements AutoCloseable {

    public final List<String> notes = new ArrayList<>();
    public final List<Request> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger signedIn = new AtomicInteger();
    private final AtomicLong time = new AtomicLong();

    /**
     * @param user in whose name it came
     * @param token the how-manieth token that was given out
     */
    public record Request(
            String method,
            String path,
            String user,
            int token,
            String ifMatch,
            String key,
            String body) {

        public String call() {
            return method + " " + path;
        }
    }

    /** What to answer. */
    public record Reply(int status, String body, String etag) {
        public static Reply of(int status, String body) {
            return new Reply(status, body, "");
        }
    }

    /** Stands for all services. */
    @FunctionalInterface
    public interface Services {
        Reply answer(Request request);
    }

    public FakeSuite(Services services) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/realm/protocol/openid-connect/token", this::signIn);
        server.createContext("/api/v1", exchange -> serve(exchange, services));
        server.start();
    }

    public Portal portal() {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        var settings = new Settings(base, URI.create(base + "/realm"), "", "secret");
        var patience =
                new Patience(
                        RetryPolicy.PATIENT,
                        pause -> time.addAndGet(pause.toNanos()),
                        time::get,
                        notes::add);
        return new Portal(
                http, base, new Tokens(http, settings, patience, Clock.systemUTC()), patience);
    }

    public Duration waited() {
        return Duration.ofNanos(time.get());
    }

    private void signIn(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String user =
                Arrays.stream(form.split("&", -1))
                        .filter(field -> field.startsWith("username="))
                        .map(field -> URLDecoder.decode(field.substring(9), UTF_8))
                        .collect(Collectors.joining());
        String token = user + "#" + signedIn.incrementAndGet();
        reply(exchange, Reply.of(200, "{\"access_token\":\"" + token + "\",\"expires_in\":1800}"));
    }

    private void serve(HttpExchange exchange, Services services) throws IOException {
        String[] token = header(exchange, "Authorization").replace("Bearer ", "").split("#", 2);
        var request =
                new Request(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString().substring("/api/v1".length()),
                        token[0],
                        Integer.parseInt(token[1]),
                        header(exchange, "If-Match"),
                        header(exchange, "Idempotency-Key"),
                        new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        requests.add(request);
        reply(exchange, services.answer(request));
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static void reply(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(UTF_8);
        if (!reply.etag().isEmpty()) {
            exchange.getResponseHeaders().add("ETag", reply.etag());
        }
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }
}
