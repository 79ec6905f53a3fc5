package org.partnerportal.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.partnerportal.kernel.BulkAggregates.Addition;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.CommandContext.CommandKey;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Refused;
import org.partnerportal.messaging.Counter.Counted;
import org.springframework.data.mongodb.core.MongoTemplate;

class OutboxTest {

    private final MongoTemplate mongo = TestStore.empty();
    private final MovableClock clock = new MovableClock();
    private final FakeBroker broker = new FakeBroker();
    private final List<OutboxRelay> relays = new ArrayList<>();

    @AfterEach
    void stop() {
        broker.letGo();
        relays.forEach(OutboxRelay::close);
    }

    /** A service that publishes what it writes. */
    private Instance publishing() {
        return instance(TestSettings.outbox(true), clock);
    }

    /** A service that dies after each write, before it can publish. */
    private Instance silent() {
        return instance(TestSettings.outbox(false), clock);
    }

    private record Instance(Counters counters, OutboxRelay relay) {}

    private Instance instance(MessagingSettings settings, Clock time) {
        var relay = new OutboxRelay(mongo, broker, time, settings);
        relays.add(relay);
        return new Instance(Counters.of(mongo, relay, time, settings), relay);
    }

    private static Counter count(Counters counters, String id) {
        return counters.change(id, Expected.any(), Counter::count);
    }

    private static void awaitEmpty(Counters counters, String id) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(counters.stored(id)).doesNotContainKey("outbox"));
    }

    @Nested
    class Saving {

        private final Counters counters = silent().counters();

        @Test
        void storesStateAndEventsInOneDocument() {
            counters.add(Counter.begin("a"));
            counters.change("a", Expected.any(), Counter::countTwice);

            Document stored = counters.stored("a");
            assertThat(stored.get("version")).isEqualTo(2L);
            assertThat(stored.get("state", Document.class)).containsEntry("value", 3);
            assertThat(counters.pending("a"))
                    .extracting(event -> event.getString("data"))
                    .containsExactly("{\"value\":1}", "{\"value\":3}", "{\"value\":4}");
            assertThat(counters.pending("a"))
                    .extracting(event -> event.get("aggregateVersion"))
                    .containsExactly(1L, 2L, 2L);
        }

        @Test
        void isOneWriteOfOneDocument() {
            var writes = new ArrayList<String>();
            try (MongoClient client = TestStore.watched(writes::add)) {
                MongoTemplate watched = TestStore.template(client, "watched");
                var relay = new OutboxRelay(watched, broker, clock, TestSettings.outbox(false));
                relays.add(relay);
                Counters own = Counters.of(watched, relay, clock, TestSettings.outbox(false));
                writes.clear();
                own.add(Counter.begin("a"));
                own.change("a", Expected.any(), Counter::countTwice);
            }
            assertThat(writes).containsExactly("insert", "findAndModify");
        }

        @Test
        void changesNothingWhenTheDecisionIsRefused() {
            counters.add(Counter.begin("a"));
            Document before = counters.stored("a");
            assertThatThrownBy(() ->
                            counters.change(
                                    "a",
                                    Expected.any(),
                                    counter -> {
                                        throw CommonRefusal.FORBIDDEN.because();
                                    }))
                    .isInstanceOf(Refused.class);
            assertThat(counters.stored("a")).isEqualTo(before);
        }

        @Test
        void isNoNewVersionWhenNothingChanged() {
            counters.add(Counter.begin("a"));
            counters.change("a", Expected.any(), org.partnerportal.kernel.Decided::of);
            assertThat(counters.get("a").version()).isEqualTo(1);
        }

        @Test
        void isRefusedOnAVersionThatIsNoLongerThere() {
            counters.add(Counter.begin("a"));
            counters.change("a", Expected.version(1), Counter::count);
            Document before = counters.stored("a");

            refused(
                    CommonRefusal.STALE_VERSION,
                    () -> counters.change("a", Expected.version(1), Counter::count));
            assertThat(counters.stored("a")).isEqualTo(before);
        }

        @Test
        void isRefusedOnSomethingThatIsNotThere() {
            refused(CommonRefusal.NOT_FOUND, () -> count(counters, "nothing"));
        }

        @Test
        void keepsTheTimeThatTheStoreCanKeep() {
            counters.add(Counter.begin("a"));
            assertThat(PendingEvent.from(counters.pending("a").getFirst()).time())
                    .isEqualTo("2026-02-01T08:00:00.123Z");
        }

        @Test
        void namesWhoAskedAndWhy() {
            new CommandContext("anna", "corr-1", "evt_1", null)
                    .run(() -> counters.add(Counter.begin("a")));
            PendingEvent event = PendingEvent.from(counters.pending("a").getFirst());
            assertThat(event.actor()).isEqualTo("anna");
            assertThat(event.correlationId()).isEqualTo("corr-1");
            assertThat(event.causationId()).isEqualTo("evt_1");
        }
    }

    @Nested
    class Publication {

        @Test
        void followsTheWriteAndEmptiesTheOutbox() {
            Counters counters = publishing().counters();
            counters.add(Counter.begin("a"));
            awaitEmpty(counters, "a");
            counters.change("a", Expected.any(), Counter::countTwice);
            awaitEmpty(counters, "a");
            assertThat(broker.versions("a")).containsExactly(1L, 2L, 2L);
        }

        @Test
        void sendsTheSameEventAtOnceAsBySweep() {
            Counters counters = publishing().counters();
            counters.add(Counter.begin("a"));
            awaitEmpty(counters, "a");
            assertThat(broker.published().getFirst().event().time())
                    .isEqualTo("2026-02-01T08:00:00.123Z");
        }

        @Test
        void takesUpWhatIsAppendedMeanwhile() throws InterruptedException {
            Counters counters = publishing().counters();
            broker.hold();
            counters.add(Counter.begin("a"));
            broker.awaitOneWaiting();
            count(counters, "a");
            count(counters, "a");
            broker.letGo();
            awaitEmpty(counters, "a");
            assertThat(broker.versions("a")).containsExactly(1L, 2L, 3L);
        }

        @Test
        void isMadeUpForByTheSweepWhenTheWriterDied() {
            silent().counters().add(Counter.begin("a"));
            Instance other = publishing();

            assertThat(other.relay().sweep()).as("the writer's lease still runs").isZero();
            clock.advance(Duration.ofSeconds(10));
            assertThat(other.relay().sweep()).isEqualTo(1);

            awaitEmpty(other.counters(), "a");
            assertThat(broker.versions("a")).containsExactly(1L);
            assertThat(other.relay().sweep()).isZero();
        }

        @Test
        void happensTwiceAndNeverNotAtAllWhenTheProcessDiesBeforeTheRemoval() {
            Instance dying = publishing();
            broker.processDies();
            dying.counters().add(Counter.begin("a"));
            await().until(() -> broker.published().size() == 1);
            broker.mend();
            assertThat(dying.counters().pending("a")).hasSize(1);

            clock.advance(Duration.ofSeconds(10));
            Instance other = publishing();
            other.relay().sweep();

            awaitEmpty(other.counters(), "a");
            assertThat(broker.versions("a")).containsExactly(1L, 1L);
            assertThat(broker.firstSeen("a")).hasSize(1);
        }

        @Test
        void restsWhileTheBrokerIsAwayAndKeepsTheOrder() {
            Instance instance = silent();
            instance.counters().add(Counter.begin("a"));
            count(instance.counters(), "a");
            count(instance.counters(), "a");
            clock.advance(Duration.ofSeconds(10));
            broker.failAfter(1);

            instance.relay().sweep();
            await().until(() -> leaseOf("a", instance).equals(clock.instant().plusSeconds(5)));
            assertThat(broker.versions("a")).containsExactly(1L);

            broker.mend();
            assertThat(instance.relay().sweep()).as("it rests").isZero();
            clock.advance(Duration.ofSeconds(5));
            assertThat(instance.relay().sweep()).isEqualTo(1);
            awaitEmpty(instance.counters(), "a");
            assertThat(broker.versions("a")).containsExactly(1L, 1L, 2L, 3L);
        }

        @Test
        void dropsQueuedWorkWhoseLeaseRanOut() throws InterruptedException {
            Instance writer = silent();
            for (String id : List.of("a", "b", "c", "d")) {
                writer.counters().add(Counter.begin(id));
            }
            clock.advance(Duration.ofSeconds(10));
            Instance slow =
                    instance(
                            TestSettings.outbox(true, Duration.ofSeconds(10), 1, 1_000_000), clock);
            broker.hold();
            assertThat(slow.relay().sweep()).isEqualTo(4);
            broker.awaitOneWaiting();
            clock.advance(Duration.ofSeconds(11));
            assertThat(slow.relay().sweep()).isEqualTo(4);
            broker.letGo();

            for (String id : List.of("a", "b", "c", "d")) {
                awaitEmpty(writer.counters(), id);
            }
            slow.relay().close();
            assertThat(broker.published()).as("only the one in hand twice").hasSize(5);
        }

        private java.time.Instant leaseOf(String id, Instance instance) {
            return instance.counters()
                    .stored(id)
                    .get("outbox", Document.class)
                    .getDate("leaseUntil")
                    .toInstant();
        }
    }

    @Nested
    class SeveralInstances {

        @Test
        void neverWriteBackWhatWasPublishedMeanwhile() {
            Instance first = silent();
            Instance second = silent();
            first.counters().add(Counter.begin("a"));

            second.counters()
                    .change(
                            "a",
                            Expected.any(),
                            counter -> {
                                clock.advance(Duration.ofSeconds(10));
                                first.relay().sweep();
                                awaitEmpty(first.counters(), "a");
                                return counter.count();
                            });

            assertThat(first.counters().pending("a"))
                    .extracting(event -> event.get("aggregateVersion"))
                    .containsExactly(2L);
            clock.advance(Duration.ofSeconds(10));
            second.relay().sweep();
            awaitEmpty(second.counters(), "a");
            assertThat(broker.versions("a")).containsExactly(1L, 2L);
        }

        @Test
        void doNotStarveABusyAggregate() {
            Instance instance = silent();
            instance.counters().add(Counter.begin("a"));
            clock.advance(Duration.ofSeconds(6));
            count(instance.counters(), "a");
            clock.advance(Duration.ofSeconds(3));
            count(instance.counters(), "a");
            assertThat(instance.relay().sweep()).isZero();
            clock.advance(Duration.ofSeconds(1));
            assertThat(instance.relay().sweep()).isEqualTo(1);
            awaitEmpty(instance.counters(), "a");
            assertThat(broker.versions("a")).containsExactly(1L, 2L, 3L);
        }

        @Test
        void publishInOrderWhateverOverlaps() throws Exception {
            Instance one = publishing();
            Instance two = publishing();
            List<String> ids = List.of("a", "b", "c", "d");
            ids.forEach(id -> one.counters().add(Counter.begin(id)));
            var work = new ArrayList<Callable<Integer>>();
            for (Instance instance : List.of(one, two)) {
                for (String id : ids) {
                    work.add(() -> {
                        for (int i = 0; i < 20; i++) {
                            count(instance.counters(), id);
                        }
                        return 0;
                    });
                }
                work.add(() -> {
                    int found = 0;
                    for (int i = 0; i < 50; i++) {
                        // Every lease runs out: any relay may be at work on any aggregate.
                        clock.advance(Duration.ofSeconds(11));
                        found += instance.relay().sweep();
                    }
                    return found;
                });
            }
            inParallel(work);
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        clock.advance(Duration.ofSeconds(11));
                        one.relay().sweep();
                        return one.relay().pendingDocuments() == 0;
                    });
            for (String id : ids) {
                assertThat(one.counters().get(id).version()).isEqualTo(41);
                List<String> firstSeen = broker.firstSeen(id);
                assertThat(firstSeen).hasSize(41);
                assertThat(firstSeen)
                        .extracting(event -> versionOf(id, event))
                        .containsExactlyElementsOf(LongStream.rangeClosed(1, 41).boxed().toList());
            }
        }

        private long versionOf(String aggregate, String event) {
            return broker.published().stream()
                    .filter(one -> one.aggregate().equals(aggregate))
                    .filter(one -> one.event().id().equals(event))
                    .findFirst()
                    .orElseThrow()
                    .event()
                    .aggregateVersion();
        }
    }

    @Nested
    class ManyAtOnce {

        @Test
        void countEachAcknowledgedChangeOnce() throws Exception {
            Counters counters = silent().counters();
            counters.add(Counter.begin("a"));
            var acknowledged = new AtomicInteger();
            inParallel(
                    IntStream.range(0, 32)
                            .<Callable<Integer>>mapToObj(thread ->
                                    () -> {
                                        for (int i = 0; i < 5; i++) {
                                            try {
                                                count(counters, "a");
                                                acknowledged.incrementAndGet();
                                            } catch (Refused busy) {
                                                assertThat(busy.refusal())
                                                        .isEqualTo(CommonRefusal.BUSY);
                                            }
                                        }
                                        return 0;
                                    })
                            .toList());
            long changes = acknowledged.get();
            assertThat(changes).isGreaterThan(32);
            assertThat(counters.get("a"))
                    .isEqualTo(new Counter("a", (int) changes + 1, changes + 1));
            assertThat(counters.pending("a"))
                    .extracting(event -> event.getLong("aggregateVersion"))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, changes + 1).boxed().toList());
        }
    }

    @Nested
    class AFullOutbox {

        @Test
        void refusesWhatWouldSayMoreAndChangesNothing() {
            Instance instance = silent();
            Counters counters = instance.counters();
            counters.add(Counter.begin("a"));
            for (int i = 1; i < 200; i++) {
                count(counters, "a");
            }
            Document before = counters.stored("a");
            assertThat(counters.pending("a")).hasSize(200);

            refused(CommonRefusal.TOO_MANY_PENDING_EVENTS, () -> count(counters, "a"));
            assertThat(counters.stored("a")).isEqualTo(before);
            assertThat(counters.change("a", Expected.any(), Counter::countInSilence).version())
                    .as("what says nothing goes on")
                    .isEqualTo(201);

            clock.advance(Duration.ofSeconds(10));
            instance.relay().sweep();
            awaitEmpty(counters, "a");
            assertThat(count(counters, "a").version()).isEqualTo(202);
        }

        @Test
        void isMeasuredInBytesToo() {
            Counters counters =
                    instance(TestSettings.outbox(false, Duration.ofSeconds(10), 1, 30), clock)
                            .counters();
            counters.add(Counter.begin("a"));
            count(counters, "a");
            count(counters, "a");
            refused(CommonRefusal.TOO_MANY_PENDING_EVENTS, () -> count(counters, "a"));
            assertThat(counters.get("a").version()).isEqualTo(3);
        }

        @Test
        void neverHoldsAnEventThatNoBrokerWouldTake() {
            Counters counters =
                    instance(TestSettings.outbox(false, Duration.ofSeconds(10), 1, 5), clock)
                            .counters();
            assertThatThrownBy(() -> counters.add(Counter.begin("a")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("sample.counted is larger");
            assertThat(counters.find("a")).isEmpty();
        }
    }

    @Nested
    class TheSameCommandAgain {

        private final Counters counters = silent().counters();

        @Test
        void findsWhatItCreated() {
            Counter first = as("k1", "body", () -> counters.add(Counter.begin("a")));
            Counter again = as("k1", "body", () -> counters.add(Counter.begin("a")));
            assertThat(again).isEqualTo(first);
            assertThat(counters.pending("a")).hasSize(1);
        }

        @Test
        void isRefusedWithAnotherBody() {
            as("k1", "body", () -> counters.add(Counter.begin("a")));
            refused(
                    CommonRefusal.IDEMPOTENCY_KEY_REUSED,
                    () -> as("k1", "other", () -> counters.add(Counter.begin("a"))));
            refused(
                    CommonRefusal.IDEMPOTENCY_KEY_REUSED,
                    () -> as("k1", "other", () -> count(counters, "a")));
        }

        @Test
        void changesOnceEvenUnderTheVersionOfTheFirstTime() {
            counters.add(Counter.begin("a"));
            as("k2", "body", () -> counters.change("a", Expected.version(1), Counter::count));
            Counter again =
                    as(
                            "k2",
                            "body",
                            () -> counters.change("a", Expected.version(1), Counter::count));
            assertThat(again).isEqualTo(new Counter("a", 2, 2));
            assertThat(counters.pending("a")).hasSize(2);
        }

        @Test
        void isNewUnderAnotherKey() {
            counters.add(Counter.begin("a"));
            as("k2", "body", () -> count(counters, "a"));
            as("k3", "body", () -> count(counters, "a"));
            assertThat(counters.get("a").version()).isEqualTo(3);
        }

        @Test
        void findsWhatItCreatedAfterAnyNumberOfChanges() {
            as("k1", "body", () -> counters.add(Counter.begin("a")));
            for (int i = 0; i < 60; i++) {
                as("change" + i, "body", () -> count(counters, "a"));
            }
            assertThat(counters.stored("a").getList("keys", Document.class)).hasSize(50);
            assertThat(as("k1", "body", () -> counters.add(Counter.begin("a"))).version())
                    .isEqualTo(61);
            assertThat(as("change59", "body", () -> count(counters, "a")).version()).isEqualTo(61);
        }

        @Test
        void hasOneEffectInFiftyCallsAtOnce() throws Exception {
            List<Counter> created =
                    inParallel(
                            fifty(() -> as("k1", "body", () -> counters.add(Counter.begin("a")))));
            assertThat(created).containsOnly(new Counter("a", 1, 1));

            List<Counter> changed =
                    inParallel(fifty(() -> as("k2", "body", () -> count(counters, "a"))));
            assertThat(changed).containsOnly(new Counter("a", 2, 2));
            assertThat(counters.pending("a")).hasSize(2);
        }

        @Test
        void isRefusedInAllButOneOfFiftyCallsWithDifferentBodies() throws Exception {
            var number = new AtomicInteger();
            List<String> answers =
                    inParallel(
                            fifty(() -> {
                                try {
                                    as(
                                            "k1",
                                            "body" + number.incrementAndGet(),
                                            () -> counters.add(Counter.begin("a")));
                                    return "created";
                                } catch (Refused refused) {
                                    return refused.refusal().code();
                                }
                            }));
            assertThat(answers).containsOnlyOnce("created");
            assertThat(answers)
                    .containsOnly("created", CommonRefusal.IDEMPOTENCY_KEY_REUSED.code());
        }

        private static Counter as(
                String key, String digest, java.util.function.Supplier<Counter> command) {
            return new CommandContext("anna", "c", null, new CommandKey(key, digest))
                    .<Counter, RuntimeException>call(command::get);
        }

        private static <T> List<Callable<T>> fifty(Callable<T> call) {
            return IntStream.range(0, 50).mapToObj(_ -> call).toList();
        }
    }

    private static void refused(CommonRefusal refusal, Runnable work) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(work::run)
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    private static <T> List<T> inParallel(List<Callable<T>> work)
            throws InterruptedException, ExecutionException {
        var start = new CyclicBarrier(work.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
            var results = new ArrayList<T>();
            for (Future<T> done :
                    threads.invokeAll(
                            work.stream()
                                    .<Callable<T>>map(one ->
                                            () -> {
                                                start.await();
                                                return one.call();
                                            })
                                    .toList())) {
                results.add(done.get());
            }
            return results;
        }
    }

    @Nested
    class SavingMany {

        private final Counters counters = silent().counters();

        private static List<Addition<Counter, Counted>> begin(String... ids) {
            return Stream.of(ids)
                    .map(id -> new Addition<>(Counter.begin(id), CommandContext.SYSTEM))
                    .toList();
        }

        @Test
        void storesEachWithItsEventsLikeASingleOne() {
            counters.add(Counter.begin("single"));

            assertThat(counters.addAll(begin("a", "b")))
                    .containsExactly(new Counter("a", 1, 1), new Counter("b", 1, 1));

            assertThat(counters.stored("a").keySet()).isEqualTo(counters.stored("single").keySet());
            assertThat(counters.pending("b"))
                    .extracting(event -> event.getString("data"))
                    .containsExactly("{\"value\":1}");
        }

        @Test
        void endsWhereOneIsTaken() {
            counters.add(Counter.begin("c"));

            assertThat(counters.addAll(begin("a", "b", "c", "d")))
                    .extracting(Counter::id)
                    .containsExactly("a", "b");

            assertThat(counters.find("d")).isEmpty();
        }

        @Test
        void keepsTheCauseOfEach() {
            counters.addAll(
                    List.of(
                            new Addition<>(
                                    Counter.begin("a"),
                                    new CommandContext("system", "trace", "cause", null))));

            Document event = counters.pending("a").getFirst();
            assertThat(event.getString("correlationId")).isEqualTo("trace");
            assertThat(event.getString("causationId")).isEqualTo("cause");
        }

        @Test
        void publishesAllAndEmptiesTheirOutboxes() {
            Counters publishing = publishing().counters();

            publishing.addAll(begin("a", "b", "c"));

            List.of("a", "b", "c").forEach(id -> awaitEmpty(publishing, id));
            assertThat(broker.published())
                    .extracting(FakeBroker.Published::aggregate)
                    .containsExactly("a", "b", "c");
        }

        @Test
        void leavesToTheSweepWhatTheBrokerDidNotTake() {
            broker.failAfter(1);
            Instance publishing = publishing();

            publishing.counters().addAll(begin("a", "b"));

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(broker.published()).hasSize(1));
            broker.mend();
            clock.advance(Duration.ofMinutes(1));
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> {
                        publishing.relay().sweep();
                        assertThat(publishing.counters().stored("a")).doesNotContainKey("outbox");
                        assertThat(publishing.counters().stored("b")).doesNotContainKey("outbox");
                    });
            assertThat(broker.firstSeen("a")).hasSize(1);
            assertThat(broker.firstSeen("b")).hasSize(1);
        }

        @Test
        void publishesWhatWasAppendedMeanwhileAfterIt() throws InterruptedException {
            broker.hold();
            Counters publishing = publishing().counters();
            publishing.addAll(begin("a", "b"));
            broker.awaitOneWaiting();
            count(publishing, "a");

            broker.letGo();

            awaitEmpty(publishing, "a");
            awaitEmpty(publishing, "b");
            assertThat(broker.versions("a")).containsExactly(1L, 2L);
        }
    }
}
