package org.partnerportal.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Refused;
import org.partnerportal.messaging.audit.AuditEntry;
import org.partnerportal.messaging.audit.AuditEntry.Outcome;
import org.partnerportal.messaging.audit.AuditQuery;
import org.partnerportal.messaging.audit.AuditTrail;
import org.partnerportal.messaging.audit.AuditVerification;
import org.partnerportal.messaging.audit.AuditVerification.BrokenEntry;
import org.partnerportal.messaging.audit.AuditVerification.Kind;
import org.partnerportal.messaging.audit.ChainHead;
import org.partnerportal.messaging.audit.ChainedEntry;
import org.springframework.data.mongodb.core.MongoTemplate;

class AuditTrailTest {

    private static final AuditQuery ALL = new AuditQuery(null, null, null, null, null, null);

    private final MongoTemplate mongo = TestStore.empty();
    private final MovableClock clock = new MovableClock();
    private final List<OutboxRelay> relays = new ArrayList<>();
    private final Instance service = instance();

    private record Instance(Counters counters, AuditTrail trail) {}

    private Instance instance() {
        MessagingSettings settings = TestSettings.outbox(false);
        var relay = new OutboxRelay(mongo, new FakeBroker(), clock, settings);
        relays.add(relay);
        var trail = new AuditTrail(mongo, clock, TestSettings.audit());
        return new Instance(Counters.of(mongo, relay, trail, clock, settings), trail);
    }

    @AfterEach
    void stop() {
        relays.forEach(OutboxRelay::close);
    }

    private static Counter count(Instance instance, String id) {
        return instance.counters().change(id, Expected.any(), Counter::count);
    }

    private void begin(String id) {
        service.counters().add(Counter.begin(id));
    }

    private List<ChainedEntry> chain() {
        return service.trail().find(ALL, null, 10_000).reversed();
    }

    private List<AuditEntry> entries() {
        return chain().stream().map(ChainedEntry::entry).toList();
    }

    private AuditVerification verify() {
        return service.trail().verify(null);
    }

    private void assertWhole(int length) {
        assertThat(verify().broken()).isNull();
        assertThat(verify().complete()).isTrue();
        assertThat(chain())
                .extracting(ChainedEntry::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, length).boxed().toList());
        assertThat(entries()).extracting(AuditEntry::id).doesNotHaveDuplicates();
    }

    private void assertNothingWaits(String id) {
        assertThat(service.counters().stored(id)).doesNotContainKey("audit");
    }

    @Nested
    class AChange {

        @Test
        void isStoredTogetherWithItsEntry() {
            begin("a");
            Document audit = service.counters().stored("a").get("audit", Document.class);
            assertThat(audit.getList("entries", Document.class)).hasSize(1);
            assertThat(chain()).isEmpty();
        }

        @Test
        void tellsWhoDidWhatAndWhatBecameOfIt() {
            begin("a");
            new CommandContext(
                            "anna",
                            "corr-1",
                            null,
                            null,
                            new CommandContext.Origin(
                                    () -> "POST /counters/{id}",
                                    "portal",
                                    "ptr_1",
                                    Set.of("b", "a"),
                                    "zoe"))
                    .run(() -> count(service, "a"));
            service.trail().flush();
            AuditEntry entry = entries().getLast();
            assertThat(entry.at()).isEqualTo(clock.instant());
            assertThat(entry.outcome()).isEqualTo(Outcome.CHANGED);
            assertThat(entry.who())
                    .isEqualTo(
                            new AuditEntry.AuditedCaller(
                                    "anna", "zoe", "portal", "ptr_1", List.of("a", "b")));
            assertThat(entry.action()).isEqualTo("POST /counters/{id}");
            assertThat(entry.about()).containsExactly("a");
            assertThat(entry.correlationId()).isEqualTo("corr-1");
            AuditEntry.AuditedChange change = Objects.requireNonNull(entry.change());
            assertThat(change.type()).isEqualTo("counters");
            assertThat(change.versionBefore()).isEqualTo(1);
            assertThat(change.versionAfter()).isEqualTo(2);
            assertThat(change.events()).containsExactly("sample.counted");
            assertThat(change.digestBefore()).hasSize(64).isNotEqualTo(change.digestAfter());
        }

        @Test
        void beginsWhereTheOneBeforeItEnded() {
            begin("a");
            count(service, "a");
            count(service, "a");
            service.trail().flush();
            List<AuditEntry.AuditedChange> changes =
                    entries().stream().map(it -> Objects.requireNonNull(it.change())).toList();
            assertThat(changes.get(0).digestBefore()).isNull();
            assertThat(changes.get(1).digestBefore()).isEqualTo(changes.get(0).digestAfter());
            assertThat(changes.get(2).digestBefore()).isEqualTo(changes.get(1).digestAfter());
        }

        @Test
        void isRecordedWithoutEventsToo() {
            begin("a");
            service.counters().change("a", Expected.any(), Counter::countInSilence);
            service.trail().flush();
            assertWhole(2);
        }

        @Test
        void leavesNothingBehindInItsDocument() {
            begin("a");
            count(service, "a");
            service.trail().flush();
            assertNothingWaits("a");
            assertWhole(2);
        }

        @Test
        void isRefusedWhereTooManyEntriesWait() {
            begin("a");
            for (int i = 1; i < 200; i++) {
                service.counters().change("a", Expected.any(), Counter::countInSilence);
            }
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() ->
                            service.counters().change("a", Expected.any(), Counter::countInSilence))
                    .satisfies(refused ->
                            assertThat(refused.refusal())
                                    .isEqualTo(CommonRefusal.TOO_MANY_PENDING_EVENTS));
            service.trail().flush();
            service.counters().change("a", Expected.any(), Counter::countInSilence);
            service.trail().flush();
            assertWhole(201);
        }
    }

    @Nested
    class ACrash {

        @Test
        void beforeTheTakeoverIsMadeGoodByTheSweep() {
            begin("a");
            count(service, "a");
            Instance other = instance();
            clock.advance(Duration.ofMinutes(1));
            assertThat(other.trail().sweep()).isEqualTo(2);
            assertNothingWaits("a");
            assertWhole(2);
        }

        @Test
        void betweenChainAndDocumentDoublesNothing() {
            begin("a");
            Document waiting = service.counters().stored("a").get("audit", Document.class);
            service.trail().flush();
            mongo.getCollection("counters")
                    .updateOne(
                            new Document("_id", "a"),
                            new Document("$set", new Document("audit", waiting)));
            clock.advance(Duration.ofMinutes(1));
            assertThat(instance().trail().sweep()).isZero();
            assertNothingWaits("a");
            assertWhole(1);
        }

        @Test
        void betweenHeadAndEntriesIsFinishedByTheNext() {
            begin("a");
            count(service, "a");
            service.trail().flush();
            mongo.getCollection("auditEntries").deleteMany(new Document());
            // Another instance, which has not seen the entries in their place.
            Instance other = instance();
            begin("b");
            clock.advance(Duration.ofMinutes(1));
            other.trail().sweep();
            assertThat(other.trail().verify(null).broken()).isNull();
            assertWhole(3);
        }

        @Test
        void inTheMiddleOfTheEntriesIsFinishedByTheNext() {
            begin("a");
            count(service, "a");
            count(service, "a");
            service.trail().flush();
            mongo.getCollection("auditEntries")
                    .deleteMany(new Document("_id", new Document("$gte", 2L)));
            assertThat(instance().trail().verify(null).broken()).isNull();
            assertWhole(3);
        }

        @Test
        void leavesEntriesOfThisMomentToTheirWriter() {
            begin("a");
            assertThat(instance().trail().sweep()).isZero();
        }
    }

    @Nested
    class SeveralInstances {

        @Test
        void writeOneChainTogether() throws Exception {
            int instances = 4;
            int changes = 60;
            List<Instance> all = new ArrayList<>(List.of(service));
            IntStream.range(1, instances).forEach(_ -> all.add(instance()));
            for (int i = 0; i < 5; i++) {
                begin("c" + i);
            }
            var together = new CyclicBarrier(instances);
            try (var threads = Executors.newFixedThreadPool(instances)) {
                var work = new ArrayList<Callable<Object>>();
                for (Instance instance : all) {
                    work.add(() -> {
                        together.await();
                        for (int i = 0; i < changes; i++) {
                            count(instance, "c" + i % 5);
                            instance.trail().flush();
                            if (i % 7 == 0) {
                                // As after a pause: takes what others are just taking.
                                instance.trail().sweepUpTo(clock.instant());
                            }
                        }
                        return instance;
                    });
                }
                for (Future<Object> done : threads.invokeAll(work)) {
                    assertThat(done.get()).isNotNull();
                }
            }
            service.trail().sweepUpTo(clock.instant());
            assertWhole(5 + instances * changes);
            for (int i = 0; i < 5; i++) {
                assertNothingWaits("c" + i);
            }
            assertThat(entries())
                    .filteredOn(entry -> entry.about().contains("c0"))
                    .extracting(entry -> Objects.requireNonNull(entry.change()).versionAfter())
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, 1 + (long) instances * changes / 5)
                                    .boxed()
                                    .toList());
        }
    }

    @Nested
    class SomebodyInTheDatabase {

        SomebodyInTheDatabase() {
            for (int i = 0; i < 10; i++) {
                begin("n" + i);
            }
            service.trail().flush();
        }

        private Document place(long sequence) {
            return new Document("_id", sequence);
        }

        private void set(long sequence, String field, Object value) {
            mongo.getCollection("auditEntries")
                    .updateOne(place(sequence), new Document("$set", new Document(field, value)));
        }

        private String idAt(int sequence) {
            return entries().get(sequence - 1).id();
        }

        @Test
        void whoEditsOneEntryIsFoundAtThatEntry() {
            set(6, "entry.who.actor", "somebody-else");
            assertThat(verify().broken()).isEqualTo(new BrokenEntry(6, idAt(6), Kind.CHANGED));
        }

        @Test
        void whoRemovesOneIsFoundAtItsPlace() {
            mongo.getCollection("auditEntries").deleteOne(place(6));
            assertThat(verify().broken()).isEqualTo(new BrokenEntry(6, null, Kind.REMOVED));
        }

        @Test
        void whoCutsTheTailOffIsFoundByTheHead() {
            mongo.getCollection("auditEntries")
                    .deleteMany(new Document("_id", new Document("$gt", 7L)));
            assertThat(verify().broken()).isEqualTo(new BrokenEntry(8, null, Kind.REMOVED));
        }

        @Test
        void whoCutsTheTailOffAndTurnsTheHeadBackIsFoundByAHeadThatIsKnownElsewhere() {
            ChainHead known = service.trail().head();
            ChainedEntry seventh = chain().get(6);
            mongo.getCollection("auditEntries")
                    .deleteMany(new Document("_id", new Document("$gt", 7L)));
            mongo.getCollection("auditHead")
                    .updateOne(
                            new Document(),
                            new Document(
                                    "$set",
                                    new Document("sequence", 7L).append("hash", seventh.hash())));
            assertThat(verify().broken()).isNull();
            assertThat(service.trail().verify(known).broken())
                    .isEqualTo(new BrokenEntry(10, null, Kind.REMOVED));
        }

        @Test
        void whoAddsOneAtTheEndIsFoundBeyondTheHead() {
            Document last =
                    Objects.requireNonNull(
                            mongo.getCollection("auditEntries").find(place(10)).first());
            mongo.getCollection("auditEntries")
                    .insertOne(
                            new Document(last)
                                    .append("_id", 11L)
                                    .append("previous", last.get("hash")));
            assertThat(verify().broken()).isEqualTo(new BrokenEntry(11, idAt(10), Kind.INSERTED));
        }

        @Test
        void whoAddsOneAtTheEndCannotStopTheChain() {
            mongo.getCollection("auditEntries")
                    .insertOne(
                            new Document("_id", 11L)
                                    .append("previous", "x")
                                    .append("hash", "y")
                                    .append("entry", new Document("id", "aud_x")));
            begin("later");
            service.trail().flush();
            assertWhole(11);
        }

        @Test
        void whoRemovesTheHeadCannotStopTheChain() {
            mongo.getCollection("auditHead").deleteMany(new Document());
            begin("later");
            service.trail().flush();
            assertWhole(11);
        }
    }

    @Nested
    class OldEntries {

        OldEntries() {
            for (int i = 0; i < 10; i++) {
                begin("n" + i);
                service.trail().flush();
                clock.advance(Duration.ofDays(1));
            }
        }

        private long purgeOlderThan(Duration age) {
            return service.trail().purge(clock.instant().minus(age));
        }

        @Test
        void areDeletedAndTheRestStaysVerifiable() {
            assertThat(purgeOlderThan(Duration.ofDays(4))).isEqualTo(6);
            assertThat(chain()).extracting(ChainedEntry::sequence).startsWith(7L).endsWith(11L);
            AuditEntry anchor = entries().getLast();
            assertThat(anchor.outcome()).isEqualTo(Outcome.PURGED);
            assertThat(Objects.requireNonNull(anchor.purge()).through()).isEqualTo(6);
            AuditVerification verification = verify();
            assertThat(verification.broken()).isNull();
            assertThat(verification.from()).isEqualTo(6);
            assertThat(verification.complete()).isTrue();
        }

        @Test
        void areDeletedAgainAndAgain() {
            purgeOlderThan(Duration.ofDays(4));
            assertThat(purgeOlderThan(Duration.ofDays(2))).isEqualTo(2);
            assertThat(purgeOlderThan(Duration.ofDays(2))).isZero();
            assertThat(verify().broken()).isNull();
        }

        @Test
        void areNeverDeletedToTheLast() {
            purgeOlderThan(Duration.ZERO);
            assertThat(chain()).isNotEmpty();
            assertThat(verify().broken()).isNull();
        }

        @Test
        void areMissedWhereNoPurgeSaysThatTheyMayBeGone() {
            mongo.getCollection("auditEntries")
                    .deleteMany(new Document("_id", new Document("$lte", 3L)));
            assertThat(verify().broken()).isEqualTo(new BrokenEntry(1, null, Kind.REMOVED));
            ChainedEntry third = chain().getFirst();
            mongo.getCollection("auditHead")
                    .updateOne(
                            new Document(),
                            new Document(
                                    "$set",
                                    new Document(
                                            "purged",
                                            new Document("sequence", 3L)
                                                    .append("hash", third.previous()))));
            assertThat(verify().broken()).isEqualTo(new BrokenEntry(1, null, Kind.REMOVED));
        }

        @Test
        void areFoundByWhoTimeAndThing() {
            Instant now = clock.instant();
            assertThat(
                            service.trail()
                                    .find(
                                            new AuditQuery(
                                                    "system",
                                                    "n3",
                                                    null,
                                                    Outcome.CHANGED,
                                                    now.minus(Duration.ofDays(8)),
                                                    now),
                                            null,
                                            10))
                    .singleElement()
                    .extracting(ChainedEntry::sequence)
                    .isEqualTo(4L);
            assertThat(service.trail().find(ALL, 5L, 2))
                    .extracting(ChainedEntry::sequence)
                    .containsExactly(4L, 3L);
        }
    }

    @Nested
    class ARefusal {

        @Test
        void isWrittenWhenTheServiceStops() {
            service.trail()
                    .refused(CommandContext.SYSTEM, "common.forbidden", 403, List.of("deal_1"));
            assertThat(chain()).isEmpty();
            service.trail().flush();
            assertThat(entries())
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.outcome()).isEqualTo(Outcome.REFUSED);
                        assertThat(entry.about()).containsExactly("deal_1");
                        assertThat(Objects.requireNonNull(entry.refusal()).code())
                                .isEqualTo("common.forbidden");
                    });
            assertWhole(1);
        }
    }

    @Nested
    class AnOrder {

        @Test
        void isInTheChainBeforeTheWorkBegins() {
            service.trail().ordered("job_1");
            assertThat(entries())
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.outcome()).isEqualTo(Outcome.ORDERED);
                        assertThat(entry.about()).containsExactly("job_1");
                    });
        }
    }
}
