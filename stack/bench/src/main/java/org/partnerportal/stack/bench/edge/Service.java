package org.partnerportal.stack.bench.edge;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRoutes;

/**
 * The service behind the gateways: 1 KB of JSON that costs next to nothing, so that what is in
 * front is all that differs, and the same from a few workers that take their time.
 */
final class Service implements AutoCloseable {

    static final String QUICK = "/api/v1/partners/quick";
    static final String OPEN = "/api/v1/public/quick";
    static final String BUSY = "/api/v1/partners/busy";

    /** What the few workers can do: 8 at a time, 8 ms each. */
    static final int WORKERS = 8;

    static final Duration WORK = Duration.ofMillis(8);

    private static final byte[] BODY = body();

    private final DisposableServer server;
    private final Workers workers = new Workers();

    Service() {
        server =
                HttpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .idleTimeout(Duration.ofSeconds(60))
                        .route(this::routes)
                        .bindNow();
    }

    private void routes(HttpServerRoutes routes) {
        for (String path : new String[] {QUICK, OPEN}) {
            routes.get(path, (request, response) -> json(response).sendByteArray(Mono.just(BODY)));
        }
        routes.get(
                BUSY,
                (request, response) ->
                        json(response).sendByteArray(workers.work().thenReturn(BODY)));
    }

    private static reactor.netty.http.server.HttpServerResponse json(
            reactor.netty.http.server.HttpServerResponse response) {
        return response.header(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(BODY.length));
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.address();
    }

    String uri() {
        return "http://127.0.0.1:" + server.port();
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(2));
        workers.close();
    }

    private static byte[] body() {
        String head = "{\"id\":\"ptr_01\",\"name\":\"Example Partner\",\"notes\":\"";
        String tail = "\"}";
        return (head + "x".repeat(1024 - head.length() - tail.length()) + tail)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A few at a time, the others wait in line, as in front of a pool of threads. */
    private static final class Workers {

        private final Scheduler timer = Schedulers.newSingle("workers", true);
        private final Queue<MonoSink<Void>> line = new ArrayDeque<>();
        private int busy;

        Mono<Void> work() {
            return Mono.<Void>create(this::enter)
                    .then(Mono.delay(WORK, timer))
                    .doFinally(end -> leave())
                    .then();
        }

        private synchronized void enter(MonoSink<Void> caller) {
            if (busy < WORKERS) {
                busy++;
                caller.success();
            } else {
                line.add(caller);
            }
        }

        private void leave() {
            MonoSink<Void> next;
            synchronized (this) {
                next = line.poll();
                if (next == null) {
                    busy--;
                }
            }
            if (next != null) {
                next.success();
            }
        }

        void close() {
            timer.dispose();
        }
    }
}
