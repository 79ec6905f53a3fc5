package org.partnerportal.traced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.partnerportal.messaging.AggregateStores;
import org.partnerportal.messaging.Envelope;
import org.partnerportal.messaging.EventConsumer;
import org.partnerportal.stack.store.LocalStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        classes = TracedRequestIT.Service.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        // Here, for it decides on tracing before the dynamic ones are there. Nobody listens at it;
        // what would be sent is kept by the test.
        properties =
                "management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:1/v1/traces")
@ActiveProfiles("test")
class TracedRequestIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TOPIC = "sample.events.v1";
    private static final EmbeddedKafkaKraftBroker BROKER = broker();

    private final Spans spans;
    private final Heard heard;
    private final URI notes;

    @Autowired
    TracedRequestIT(@LocalServerPort int port, Spans spans, Heard heard) {
        this.spans = spans;
        this.heard = heard;
        this.notes = URI.create("http://127.0.0.1:" + port + "/api/v1/notes/");
    }

    private static EmbeddedKafkaKraftBroker broker() {
        var broker = new EmbeddedKafkaKraftBroker(1, 1);
        broker.brokerProperty("log.cleaner.dedupe.buffer.size", "16777216");
        broker.brokerProperty("offsets.topic.num.partitions", "1");
        broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
        broker.afterPropertiesSet();
        return broker;
    }

    @DynamicPropertySource
    static void traced(DynamicPropertyRegistry registry) {
        Map.of(
                        "spring.mongodb.uri", LocalStore.inMemory().uri(),
                        "spring.kafka.bootstrap-servers", BROKER.getBrokersAsString(),
                        "portal.messaging.topic", TOPIC,
                        "portal.messaging.outbox.enabled", "true",
                        "portal.messaging.consumer.enabled", "true",
                        "portal.messaging.topics.create", "true",
                        "portal.messaging.topics.replication-factor", "1",
                        "portal.security.public-paths", "/api/v1/notes/**",
                        "management.opentelemetry.tracing.export.schedule-delay", "50ms")
                .forEach((name, value) -> registry.add(name, () -> value));
    }

    /** A service with one command and an ear for its own events. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(NoteController.class)
    static class Service {

        @Bean
        Notes notes(AggregateStores stores) {
            return new Notes(stores);
        }

        @Bean
        Heard heard(ObjectProvider<Tracer> tracer) {
            return new Heard(tracer);
        }

        @Bean
        Spans spans() {
            return new Spans();
        }
    }

    /** Remembers under which trace it was told. */
    static final class Heard implements EventConsumer {

        private final ObjectProvider<Tracer> tracer;
        private final List<String> traces = new CopyOnWriteArrayList<>();

        Heard(ObjectProvider<Tracer> tracer) {
            this.tracer = tracer;
        }

        @Override
        public String name() {
            return "heard";
        }

        @Override
        public List<String> topics() {
            return List.of(TOPIC);
        }

        @Override
        public void on(Envelope event) {
            var span = tracer.getObject().currentSpan();
            traces.add(event.subject() + " " + (span == null ? "none" : span.context().traceId()));
        }
    }

    /** Takes the finished spans instead of sending them. */
    static final class Spans implements SpanExporter {

        private final List<SpanData> taken = new CopyOnWriteArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            taken.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }

        SpanData of(SpanKind kind) {
            return taken.stream()
                    .filter(span -> span.getTraceId().equals(TRACE) && span.getKind() == kind)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No span " + kind + " in " + taken));
        }
    }

    @Test
    void isFollowedThroughOutboxAndTopicIntoTheConsumer() throws Exception {
        String id = "note-" + UUID.randomUUID();
        put(id, "00-" + TRACE + "-00f067aa0ba902b7-01");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(heard.traces).contains(id + " " + TRACE));
        await().untilAsserted(() -> {
            SpanData request = spans.of(SpanKind.SERVER);
            SpanData publication = spans.of(SpanKind.PRODUCER);
            SpanData handling = spans.of(SpanKind.CONSUMER);
            assertThat(request.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
            assertThat(publication.getParentSpanId()).isEqualTo(request.getSpanId());
            assertThat(publication.getName()).isEqualTo("publish sample.noted");
            assertThat(handling.getParentSpanId()).isEqualTo(publication.getSpanId());
            assertThat(handling.getName()).isEqualTo("sample.heard sample.noted");
            assertThat(traceparent(id))
                    .isEqualTo("00-" + TRACE + "-" + publication.getSpanId() + "-01");
        });
    }

    @Test
    void isNotFollowedWhereItsCallerDoesNotWantThat() throws Exception {
        String id = "note-" + UUID.randomUUID();
        put(id, "00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-00f067aa0ba902b7-00");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(heard.traces)
                                .contains(id + " aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
        assertThat(traceparent(id))
                .startsWith("00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-")
                .endsWith("-00");
        assertThat(spans.taken)
                .noneMatch(span -> span.getTraceId().equals("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
    }

    private void put(String id, String traceparent) throws Exception {
        var answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(notes.resolve(id))
                                        .header("traceparent", traceparent)
                                        .PUT(HttpRequest.BodyPublishers.noBody())
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static @Nullable String traceparent(String id) {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        BROKER.getBrokersAsString(),
                        "auto.offset.reset",
                        "earliest");
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions =
                    consumer.partitionsFor(TOPIC).stream()
                            .map(it -> new TopicPartition(TOPIC, it.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            for (int look = 0; look < 50; look++) {
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    if (id.equals(new String(record.key(), StandardCharsets.UTF_8))) {
                        var header = record.headers().lastHeader("traceparent");
                        return header == null
                                ? null
                                : new String(
                                        Objects.requireNonNull(header.value()),
                                        StandardCharsets.UTF_8);
                    }
                }
            }
        }
        throw new AssertionError("No record of " + id);
    }
}
