package org.partnerportal.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A service behind the gateway: says what it got; is slow or breaks off where the path says so. */
final class StubService implements AutoCloseable {

    private final String name;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();

    StubService(String name) {
        this.name = name;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** An address where nothing listens. */
    static String dead() {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + free.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int calls() {
        return calls.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.endsWith("/slow")) {
                closed.await();
            }
            if (path.endsWith("/broken")) {
                return;
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            byte[] answer =
                    "%s %s %s body=%d correlation=%s authorized=%s partner=%s forwarded=%s"
                            .formatted(
                                    name,
                                    exchange.getRequestMethod(),
                                    exchange.getRequestURI(),
                                    body.length,
                                    exchange.getRequestHeaders().getFirst("X-Correlation-Id"),
                                    exchange.getRequestHeaders().containsKey("Authorization"),
                                    exchange.getRequestHeaders().getFirst("X-Partner-Id"),
                                    exchange.getRequestHeaders().getFirst("X-Forwarded-For"))
                            .getBytes(StandardCharsets.UTF_8);
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", "text/plain");
            headers.set("Server", "a name and a version");
            headers.set("X-Powered-By", "another one");
            headers.set("X-Correlation-Id", "the service's own");
            headers.set("ETag", "\"3\"");
            exchange.sendResponseHeaders(path.endsWith("/unavailable") ? 503 : 200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }
}
