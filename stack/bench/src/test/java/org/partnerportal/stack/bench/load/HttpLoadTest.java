package org.partnerportal.stack.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is counted; how fast it is depends on the machine and is not asserted. */
class HttpLoadTest {

    private static final Duration SHORT = Duration.ofMillis(500);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            calls.incrementAndGet();
            switch (exchange.getRequestURI().getPath()) {
                case "/refused" -> {
                    exchange.getResponseHeaders().set("Retry-After", "1");
                    exchange.sendResponseHeaders(429, -1);
                }
                case "/refused-without-a-word" -> exchange.sendResponseHeaders(503, -1);
                case "/missing" -> exchange.sendResponseHeaders(404, -1);
                case "/broken" -> {
                    // Closed without an answer.
                }
                default -> {
                    exchange.sendResponseHeaders(200, 2);
                    exchange.getResponseBody().write(new byte[2]);
                }
            }
        }
    }

    private Tally load(String path, double perSecond) throws IOException {
        byte[] request =
                ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        Tally tally =
                HttpLoad.run(
                                server.getAddress(),
                                SHORT,
                                List.of(new Callers("all", List.of(request), 2, perSecond)))
                        .get("all");
        assertThat(tally).isNotNull();
        return tally;
    }

    @Test
    void inTurnCountsEveryAnswer() throws IOException {
        Tally tally = load("/", 0);

        assertThat(tally.good().count()).isPositive().isEqualTo(calls.get());
        assertThat(tally.wrong()).isZero();
    }

    @Test
    void onScheduleSendsAllThatIsDue() throws IOException {
        Tally tally = load("/", 100);

        assertThat(tally.good().count() + tally.wrong()).isEqualTo(50);
    }

    @Test
    void tellsRefusalsFromWrongAnswers() throws IOException {
        assertThat(load("/refused", 100).refused().count()).isPositive();
        assertThat(load("/refused", 100).refusedWithoutRetryAfter()).isZero();
        assertThat(load("/refused-without-a-word", 100).refusedWithoutRetryAfter()).isPositive();
        assertThat(load("/missing", 100).wrong()).isPositive();
        assertThat(load("/missing", 100).refused().count()).isZero();
    }

    @Test
    void countsAConnectionThatBreaksAsAFailureAndGoesOn() throws IOException {
        Tally tally = load("/broken", 100);

        assertThat(tally.answered()).isZero();
        assertThat(tally.wrong()).isEqualTo(50);
        assertThat(calls.get()).isGreaterThan(1);
    }
}
