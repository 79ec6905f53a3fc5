package org.partnerportal.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoSocketOpenException;
import com.mongodb.ServerAddress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Refused;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

class RecordHandlerTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final EventSchemas SCHEMAS = new EventSchemas(JSON);
    private static final String GROUP = "tests.sample";

    private final MongoTemplate mongo = TestStore.empty();
    private final MovableClock clock = new MovableClock();
    private final MessagingSettings settings = TestSettings.consumer(5);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final DeadLetters letters = new DeadLetters(mongo, producer, clock, settings, meters);
    private final List<String> heard = new ArrayList<>();
    private final List<String> tried = new ArrayList<>();
    private volatile Consumer<Envelope> behaviour = _ -> {};
    private final RecordHandler handler = handler();

    private RecordHandler handler() {
        var consumer =
                new EventConsumer() {
                    @Override
                    public String name() {
                        return "sample";
                    }

                    @Override
                    public List<String> topics() {
                        return List.of(Records.OUTSIDE);
                    }

                    @Override
                    public void on(Envelope event) {
                        String text = text(event);
                        tried.add(text);
                        behaviour.accept(event);
                        heard.add(text);
                    }
                };
        return new RecordHandler(
                consumer,
                GROUP,
                new EnvelopeReader(JSON, SCHEMAS, settings),
                letters,
                settings,
                EventTraces.NONE);
    }

    private static String text(Envelope event) {
        return event.subject() + event.data().path("value").asInt();
    }

    private void failsOn(int value) {
        behaviour =
                event -> {
                    if (event.data().path("value").asInt() == value) {
                        throw new IllegalArgumentException("I do not like " + value);
                    }
                };
    }

    private DeadLetter only() {
        List<DeadLetter> open = letters.list("OPEN", null, 10);
        assertThat(open).hasSize(1);
        return open.getFirst();
    }

    @Nested
    class ARecord {

        @Test
        void isHandledAsPartOfItsCause() throws InterruptedException {
            var contexts = new ArrayList<CommandContext>();
            behaviour = _ -> contexts.add(CommandContext.current());
            handler.handle(Records.measured("a", 1, 1));
            assertThat(contexts).containsExactly(new CommandContext("system", "m1", "m1", null));
        }

        @Test
        void isTriedAgainBeforeItIsGivenUp() throws InterruptedException {
            behaviour =
                    _ -> {
                        if (tried.size() < 4) {
                            throw new IllegalStateException("Not yet");
                        }
                    };
            handler.handle(Records.measured("a", 1, 1));
            assertThat(tried).hasSize(4);
            assertThat(heard).containsExactly("a1");
            assertThat(letters.list("OPEN", null, 10)).isEmpty();
        }

        @Test
        void isADeadLetterWhenItFailsAgainAndAgain() throws InterruptedException {
            failsOn(1);
            handler.handle(Records.measured("a", 1, 1));
            assertThat(tried).hasSize(4);
            DeadLetter letter = only();
            assertThat(letter.reason()).isEqualTo("HANDLER_FAILED");
            assertThat(letter.detail()).contains("I do not like 1");
            assertThat(letter.consumer()).isEqualTo(GROUP);
            assertThat(letter.key()).isEqualTo("a");
            assertThat(letter.type()).isEqualTo("outside.measured");
            assertThat(letter.offset()).isEqualTo(1);
            assertThat(letter.waiting()).isZero();
        }

        @Test
        void isADeadLetterToThoseWhoWatchTheTopicsToo() throws InterruptedException {
            failsOn(1);
            ConsumerRecord<byte[], byte[]> record = Records.measured("a", 7, 1);
            handler.handle(record);
            ProducerRecord<byte[], byte[]> dead = producer.history().getFirst();
            assertThat(dead.topic()).isEqualTo("outside.events.v1.dlt");
            assertThat(dead.key()).isEqualTo(record.key());
            assertThat(dead.value()).isEqualTo(record.value());
            assertThat(headers(dead))
                    .containsEntry("ce_id", "m7")
                    .containsEntry("dlt_reason", "HANDLER_FAILED")
                    .containsEntry("dlt_consumer", GROUP)
                    .containsEntry("dlt_topic", "outside.events.v1")
                    .containsEntry("dlt_partition", "0")
                    .containsEntry("dlt_offset", "7");
            assertThat(
                            meters.counter(
                                            "portal.messaging.dead.letters",
                                            "topic",
                                            Records.OUTSIDE,
                                            "reason",
                                            "HANDLER_FAILED")
                                    .count())
                    .isEqualTo(1);
        }

        @Test
        void isADeadLetterAtOnceWhenItCannotBeRead() throws InterruptedException {
            handler.handle(
                    Records.record(
                            Records.OUTSIDE, "a", 1, Records.attributes("outside.measured"), "{"));
            assertThat(tried).isEmpty();
            assertThat(only().reason()).isEqualTo("UNDECODABLE");
        }

        @Test
        void cannotMakeItsReasonTooLongForTheTopic() throws InterruptedException {
            var hostile = new StringBuilder("{\"on\": \"");
            hostile.append("x".repeat(50_000)).append("\"}");
            handler.handle(
                    Records.record(
                            Records.OUTSIDE,
                            "a",
                            1,
                            Records.attributes("outside.measured"),
                            hostile.toString()));
            assertThat(only().detail()).hasSizeLessThan(600);
            assertThat(headers(producer.history().getFirst()).getOrDefault("dlt_detail", ""))
                    .isNotEmpty()
                    .hasSizeLessThan(600);
        }

        @Test
        void isADeadLetterWithoutItsValueWhenTheTopicCannotTakeBoth() throws InterruptedException {
            failsOn(1);
            try (var narrow =
                    new MockProducer<>(
                            true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                        @Override
                        public synchronized Future<RecordMetadata> send(
                                ProducerRecord<byte[], byte[]> record) {
                            // As the client does before it looks at the size.
                            ((RecordHeaders) record.headers()).setReadOnly();
                            return record.value() == null
                                    ? super.send(record)
                                    : CompletableFuture.failedFuture(
                                            new RecordTooLargeException("Too large"));
                        }
                    }) {
                var own = new DeadLetters(mongo, narrow, clock, settings, meters);
                own.bury(
                        GROUP,
                        Records.measured("a", 1, 1),
                        DeadLetterReason.HANDLER_FAILED,
                        "Because");
                assertThat(headers(narrow.history().getFirst())).containsKey("dlt_value");
            }
            assertThat(letters.list("OPEN", null, 10)).hasSize(1);
        }

        @Test
        void isADeadLetterEvenWhenItsHandlerBreaksTheMachine() throws InterruptedException {
            behaviour =
                    _ -> {
                        throw new NoSuchMethodError("gone");
                    };
            handler.handle(Records.measured("a", 1, 1));
            assertThat(only().detail()).contains("NoSuchMethodError");
        }
    }

    @Nested
    class ABatch {

        private final List<List<String>> batches = new ArrayList<>();
        private final RecordHandler batching =
                new RecordHandler(
                        new BatchConsumer() {
                            @Override
                            public String name() {
                                return "sample";
                            }

                            @Override
                            public List<String> topics() {
                                return List.of(Records.OUTSIDE);
                            }

                            @Override
                            public void on(List<Envelope> events) {
                                var batch = new ArrayList<String>();
                                batches.add(batch);
                                for (Envelope event : events) {
                                    behaviour.accept(event);
                                    batch.add(text(event));
                                }
                            }

                            @Override
                            public void on(Envelope event) {
                                tried.add(text(event));
                                behaviour.accept(event);
                                heard.add(text(event));
                            }
                        },
                        GROUP,
                        new EnvelopeReader(JSON, SCHEMAS, settings),
                        letters,
                        settings,
                        EventTraces.NONE);

        @Test
        void isHandledAtOnce() throws InterruptedException {
            batching.handleAll(List.of(Records.measured("a", 1, 1), Records.measured("b", 2, 2)));

            assertThat(batches).containsExactly(List.of("a1", "b2"));
            assertThat(heard).isEmpty();
        }

        @Test
        void goesOneByOneWhenItFailsSoThatOnlyTheBadOneIsADeadLetter() throws InterruptedException {
            failsOn(2);

            batching.handleAll(
                    List.of(
                            Records.measured("a", 1, 1),
                            Records.measured("b", 2, 2),
                            Records.measured("b", 3, 3),
                            Records.measured("c", 4, 4)));

            assertThat(heard).containsExactly("a1", "c4");
            assertThat(only().key()).isEqualTo("b");
            assertThat(only().waiting()).isEqualTo(1);
        }

        @Test
        void goesOneByOneWhenOneOfItCannotBeRead() throws InterruptedException {
            batching.handleAll(
                    List.of(
                            Records.measured("a", 1, 1),
                            Records.record(
                                    Records.OUTSIDE,
                                    "b",
                                    2,
                                    Records.attributes("outside.measured"),
                                    "{")));

            assertThat(batches).isEmpty();
            assertThat(heard).containsExactly("a1");
            assertThat(only().reason()).isEqualTo("UNDECODABLE");
        }

        @Test
        void goesOneByOneWhenOneOfItIsPartOfATrace() throws InterruptedException {
            ConsumerRecord<byte[], byte[]> traced = Records.measured("b", 2, 2);
            traced.headers()
                    .add(
                            CloudEventHeaders.TRACEPARENT,
                            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
                                    .getBytes(StandardCharsets.UTF_8));

            batching.handleAll(List.of(Records.measured("a", 1, 1), traced));

            assertThat(batches).isEmpty();
            assertThat(heard).containsExactly("a1", "b2");
        }

        @Test
        void letsARecordWaitWhoseKeyIsStuck() throws InterruptedException {
            failsOn(1);
            batching.handle(Records.measured("a", 1, 1));

            batching.handleAll(List.of(Records.measured("a", 2, 2), Records.measured("b", 3, 3)));

            assertThat(batches).isEmpty();
            assertThat(heard).containsExactly("b3");
            assertThat(only().waiting()).isEqualTo(1);
        }

        @Test
        void comesAgainAsAWholeWhenTheStoreIsAway() {
            behaviour =
                    _ -> {
                        throw new DataAccessResourceFailureException("The store is away");
                    };
            assertThatThrownBy(() ->
                            batching.handleAll(
                                    List.of(
                                            Records.measured("a", 1, 1),
                                            Records.measured("b", 2, 2))))
                    .isInstanceOf(DataAccessResourceFailureException.class);
            assertThat(tried).isEmpty();
            assertThat(letters.list("OPEN", null, 10)).isEmpty();
        }
    }

    @Nested
    class AnOutage {

        @Test
        void isNoRecordsFault() {
            behaviour =
                    _ -> {
                        throw new DataAccessResourceFailureException("The store is away");
                    };
            assertThatThrownBy(() -> handler.handle(Records.measured("a", 1, 1)))
                    .isInstanceOf(DataAccessResourceFailureException.class);
            assertThat(tried).hasSize(1);
            assertThat(letters.list("OPEN", null, 10)).isEmpty();
        }

        @Test
        void isSeenThroughWhatWrapsIt() {
            behaviour =
                    _ -> {
                        throw new IllegalStateException(
                                new MongoSocketOpenException(
                                        "away",
                                        new ServerAddress("127.0.0.1"),
                                        new java.io.IOException("refused")));
                    };
            assertThatThrownBy(() -> handler.handle(Records.measured("a", 1, 1)))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(letters.list("OPEN", null, 10)).isEmpty();
        }

        @Test
        void isAFullOutboxToo() {
            behaviour =
                    _ -> {
                        throw CommonRefusal.TOO_MANY_PENDING_EVENTS.because("a");
                    };
            assertThatThrownBy(() -> handler.handle(Records.measured("a", 1, 1)))
                    .isInstanceOf(Refused.class);
            assertThat(letters.list("OPEN", null, 10)).isEmpty();
        }

        @Test
        void isNoRefusalOfTheDomain() throws InterruptedException {
            behaviour =
                    _ -> {
                        throw CommonRefusal.FORBIDDEN.because();
                    };
            handler.handle(Records.measured("a", 1, 1));
            assertThat(only().reason()).isEqualTo("HANDLER_FAILED");
        }
    }

    @Nested
    class BehindADeadLetter {

        @Test
        void laterRecordsOfTheKeyWaitAndOthersFlow() throws InterruptedException {
            failsOn(1);
            handler.handle(Records.measured("a", 1, 1));
            handler.handle(Records.measured("a", 2, 2));
            handler.handle(Records.measured("b", 3, 3));
            handler.handle(Records.measured("a", 4, 4));
            assertThat(heard).containsExactly("b3");
            assertThat(only().waiting()).isEqualTo(2);
        }

        @Test
        void nothingWaitsWhenTheLetterWasNoFact() throws InterruptedException {
            handler.handle(
                    Records.record(
                            Records.OUTSIDE, "a", 1, Records.attributes("outside.measured"), "{"));
            handler.handle(Records.measured("a", 2, 2));
            assertThat(heard).containsExactly("a2");
        }

        @Test
        void nothingWaitsWithoutAKey() throws InterruptedException {
            failsOn(1);
            ConsumerRecord<byte[], byte[]> keyless = Records.measured(null, 1, 1);
            keyless.headers().add("ce_subject", "s".getBytes(StandardCharsets.UTF_8));
            handler.handle(keyless);
            handler.handle(keyless);
            assertThat(only().key()).isNull();
        }

        @Test
        void aRestartedConsumerLetsThemWaitToo() throws InterruptedException {
            failsOn(1);
            handler.handle(Records.measured("a", 1, 1));
            RecordHandler restarted = handler();
            restarted.handle(Records.measured("a", 2, 2));
            assertThat(heard).isEmpty();
            assertThat(only().waiting()).isEqualTo(1);
        }

        @Test
        void aConsumerThatTakesThePartitionOverLetsThemWaitToo() throws InterruptedException {
            RecordHandler other = handler();
            other.handle(Records.measured("b", 1, 7));
            failsOn(1);
            handler.handle(Records.measured("a", 1, 1));
            other.refreshBlocked();
            other.handle(Records.measured("a", 2, 2));
            assertThat(heard).containsExactly("b7");
            assertThat(only().waiting()).isEqualTo(1);
        }

        @Test
        void aFailureThatDoesNotKnowOfTheFirstWaitsAndIsNotLost() throws InterruptedException {
            RecordHandler other = handler();
            other.handle(Records.measured("b", 1, 7));
            failsOn(1);
            handler.handle(Records.measured("a", 1, 1));
            other.handle(Records.measured("a", 2, 1));
            assertThat(only().waiting()).isEqualTo(1);
            assertThat(producer.history()).hasSize(1);
        }

        @Test
        void theSameRecordAgainChangesNothing() throws InterruptedException {
            failsOn(1);
            handler.handle(Records.measured("a", 1, 1));
            handler.handle(Records.measured("a", 2, 2));
            RecordHandler restarted = handler();
            restarted.handle(Records.measured("a", 1, 1));
            restarted.handle(Records.measured("a", 2, 2));
            assertThat(only().waiting()).isEqualTo(1);
        }

        @Test
        void notMoreWaitThanAreAllowed() throws InterruptedException {
            failsOn(1);
            handler.handle(Records.measured("a", 1, 1));
            for (int offset = 2; offset <= 6; offset++) {
                handler.handle(Records.measured("a", offset, offset));
            }
            assertThatThrownBy(() -> handler.handle(Records.measured("a", 7, 7)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("More than 5 records wait");
        }
    }

    @Nested
    class Replay {

        private String stuck() throws InterruptedException {
            failsOn(1);
            handler.handle(Records.measured("a", 1, 1));
            handler.handle(Records.measured("a", 2, 2));
            handler.handle(Records.measured("a", 3, 3));
            return only().id();
        }

        @Test
        void handlesAllInOrderAndFreesTheKey() throws InterruptedException {
            String id = stuck();
            behaviour = _ -> {};
            handler.replay(id);
            assertThat(heard).containsExactly("a1", "a2", "a3");
            assertThat(letters.get(id).state()).isEqualTo("REPLAYED");
            handler.handle(Records.measured("a", 4, 4));
            assertThat(heard).containsExactly("a1", "a2", "a3", "a4");
        }

        @Test
        void stopsWhereItStillFails() throws InterruptedException {
            String id = stuck();
            failsOn(2);
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> handler.replay(id))
                    .satisfies(refused ->
                            assertThat(refused.refusal()).isEqualTo(DeadLetterRefusal.STILL_FAILS));
            assertThat(heard).containsExactly("a1");
            assertThat(letters.get(id).state()).isEqualTo("OPEN");
            assertThat(letters.get(id).attempts()).isEqualTo(2);
            handler.handle(Records.measured("a", 4, 4));
            behaviour = _ -> {};
            handler.replay(id);
            assertThat(heard).containsExactly("a1", "a2", "a3", "a4");
        }

        @Test
        void takesWhatComesWhileItRuns() throws InterruptedException {
            String id = stuck();
            behaviour =
                    event -> {
                        if (event.data().path("value").asInt() == 3 && heard.size() == 2) {
                            park(Records.measured("a", 4, 4));
                        }
                    };
            handler.replay(id);
            assertThat(heard).containsExactly("a1", "a2", "a3", "a4");
        }

        private void park(ConsumerRecord<byte[], byte[]> record) {
            try {
                handler.handle(record);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Test
        void isDoneByOneAtATime() throws Exception {
            String id = stuck();
            var inside = new CountDownLatch(1);
            var goOn = new CountDownLatch(1);
            behaviour =
                    _ -> {
                        inside.countDown();
                        try {
                            goOn.await();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    };
            try (var threads = Executors.newSingleThreadExecutor()) {
                var first = threads.submit(() -> handler.replay(id));
                inside.await();
                assertThatExceptionOfType(Refused.class)
                        .isThrownBy(() -> handler.replay(id))
                        .satisfies(refused ->
                                assertThat(refused.refusal()).isEqualTo(CommonRefusal.BUSY));
                assertThatExceptionOfType(Refused.class).isThrownBy(() -> handler.discard(id));
                goOn.countDown();
                first.get();
            }
            assertThat(heard).containsExactly("a1", "a2", "a3");
        }

        @Test
        void isTakenOverFromOneThatDied() throws InterruptedException {
            String id = stuck();
            assertThat(letters.take(id, "one that died")).isTrue();
            behaviour = _ -> {};
            assertThatExceptionOfType(Refused.class).isThrownBy(() -> handler.replay(id));
            clock.advance(Duration.ofMinutes(2));
            handler.replay(id);
            assertThat(letters.get(id).state()).isEqualTo("REPLAYED");
        }

        @Test
        void stopsWhenAnotherTookItOver() throws InterruptedException {
            String id = stuck();
            behaviour =
                    _ -> {
                        clock.advance(Duration.ofMinutes(2));
                        assertThat(letters.take(id, "another")).isTrue();
                    };
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> handler.replay(id))
                    .satisfies(
                            refused -> assertThat(refused.refusal()).isEqualTo(CommonRefusal.BUSY));
            assertThat(heard).containsExactly("a1");
            assertThat(letters.take(id, "a third")).isFalse();
        }

        @Test
        void ofADiscardedLetterLeavesOutTheFirst() throws InterruptedException {
            String id = stuck();
            handler.discard(id);
            assertThat(heard).containsExactly("a2", "a3");
            assertThat(letters.get(id).state()).isEqualTo("DISCARDED");
            handler.handle(Records.measured("a", 4, 4));
            assertThat(heard).containsExactly("a2", "a3", "a4");
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> handler.discard(id))
                    .satisfies(refused ->
                            assertThat(refused.refusal()).isEqualTo(DeadLetterRefusal.NOT_OPEN));
        }

        @Test
        void opensTheLetterAgainWhenARebuildMeetsItAgain() throws InterruptedException {
            String id = stuck();
            handler.discard(id);
            handler.handle(Records.measured("a", 1, 1));
            handler.handle(Records.measured("a", 2, 2));
            assertThat(letters.get(id).state()).isEqualTo("OPEN");
            assertThat(letters.get(id).waiting()).isEqualTo(1);
        }

        @Test
        void isByteForByteWhatWasReceived() {
            ConsumerRecord<byte[], byte[]> record = Records.measured("a", 1, 1);
            ConsumerRecord<byte[], byte[]> back = StoredRecord.read(StoredRecord.write(record));
            assertThat(back.topic()).isEqualTo(record.topic());
            assertThat(back.offset()).isEqualTo(record.offset());
            assertThat(back.timestamp()).isEqualTo(record.timestamp());
            assertThat(back.key()).isEqualTo(record.key());
            assertThat(back.value()).isEqualTo(record.value());
            assertThat(back.headers()).isEqualTo(record.headers());
        }
    }

    private static Map<String, String> headers(ProducerRecord<byte[], byte[]> record) {
        var headers = new HashMap<String, String>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return headers;
    }
}
