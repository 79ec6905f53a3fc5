package org.partnerportal.web.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.CommandContext.CommandKey;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Refusal;
import org.partnerportal.kernel.Refused;
import org.partnerportal.messaging.audit.AuditSettings;
import org.partnerportal.messaging.audit.AuditTrail;
import org.partnerportal.web.Identities;
import org.partnerportal.web.SampleTexts;
import org.partnerportal.web.WebRefusal;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.util.unit.DataSize;

class ImportJobsTest {

    private static final MongoClient STORE =
            MongoClients.create(
                    "mongodb://127.0.0.1:" + new MongoServer(new MemoryBackend()).bind().getPort());
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final MongoTemplate mongo =
            new MongoTemplate(STORE, "imports" + DATABASES.incrementAndGet());
    private final Goods goods = new Goods();
    private final List<ImportJobs> started = new ArrayList<>();
    private final ImportJobs jobs = jobs(Duration.ofMillis(300));

    private ImportJobs jobs(Duration lease) {
        Clock clock = Clock.systemUTC();
        var instance =
                new ImportJobs(
                        mongo,
                        List.of(goods),
                        new Identities(clock),
                        SampleTexts.problems(),
                        new AuditTrail(
                                mongo,
                                clock,
                                new Binder().bindOrCreate("portal.audit", AuditSettings.class)),
                        clock,
                        new ImportSettings(DataSize.ofKilobytes(10), 2, 2, lease));
        started.add(instance);
        return instance;
    }

    @AfterEach
    void stop() {
        goods.waitHere = new CountDownLatch(0);
        started.forEach(ImportJobs::close);
    }

    /** Things by code; what a service would keep as aggregates. */
    private static final class Goods implements ImportKind {

        record Thing(String name, String batch) {}

        final Map<String, Thing> things = new ConcurrentSkipListMap<>();
        final Set<String> workedOn = new ConcurrentSkipListSet<>();
        final AtomicInteger applied = new AtomicInteger();
        volatile int breaksAt = -1;
        volatile boolean alwaysBreaks;
        volatile String breaksOn = "";
        final AtomicInteger outages = new AtomicInteger();
        volatile CountDownLatch waitHere = new CountDownLatch(0);
        final CountDownLatch arrived = new CountDownLatch(1);

        @Override
        public String name() {
            return "goods-imports";
        }

        @Override
        public Set<String> requiredColumns() {
            return Set.of("code");
        }

        @Override
        public Set<String> optionalColumns() {
            return Set.of("name", "since", "amount", "currency");
        }

        @Override
        public RowOutcome apply(ImportRow row, ImportBatch batch) {
            arrived.countDown();
            try {
                waitHere.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            String code = row.text("code");
            String name = row.optional("name").orElse("");
            var _ = row.optionalDate("since");
            var _ = row.optionalMoney("amount", "currency");
            if ("forbidden".equals(name)) {
                throw row.refuse("name", "field.invalid");
            }
            if (outages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw CommonRefusal.TOO_MANY_PENDING_EVENTS.because(code);
            }
            if (applied.incrementAndGet() == breaksAt || alwaysBreaks || code.equals(breaksOn)) {
                throw new IllegalStateException("The machine breaks");
            }
            if (batch.dryRun()) {
                return things.containsKey(code)
                        ? RowOutcome.unchanged(code)
                        : RowOutcome.created(code);
            }
            Thing before = things.putIfAbsent(code, new Thing(name, batch.id()));
            if (before == null || before.batch().equals(batch.id())) {
                return RowOutcome.created(code);
            }
            if (before.name().equals(name)) {
                return RowOutcome.unchanged(code);
            }
            things.put(code, new Thing(name, before.batch()));
            return RowOutcome.updated(code);
        }

        @Override
        public boolean undo(String reference, ImportBatch batch) {
            return !workedOn.contains(reference) && things.remove(reference) != null;
        }
    }

    private ImportJob submit(String csv) {
        return submit(csv, false);
    }

    private ImportJob submit(String csv, boolean dryRun) {
        return jobs.submit(
                "goods-imports",
                "goods.csv",
                csv.getBytes(StandardCharsets.UTF_8),
                dryRun,
                Map.of());
    }

    private ImportJob done(ImportJob job) {
        return await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () -> {
                            jobs.resume();
                            return jobs.get("goods-imports", job.id());
                        },
                        now -> now.finishedAt() != null && !"UNDOING".equals(now.state()));
    }

    @Nested
    class AnImport {

        @Test
        void bringsAboutWhatItsRowsSay() {
            ImportJob job =
                    done(submit("code,name\r\nA,Apple\r\nB,Berry\r\nC,\"Cherry, red\"\r\n"));
            assertThat(job.state()).isEqualTo("SUCCEEDED");
            assertThat(job.total()).isEqualTo(3);
            assertThat(job.processed()).isEqualTo(3);
            assertThat(job.created()).isEqualTo(3);
            assertThat(job.allowedActions()).containsExactly("UNDO");
            assertThat(goods.things.get("C")).extracting("name").isEqualTo("Cherry, red");
        }

        @Test
        void showsHowFarItIs() {
            goods.waitHere = new CountDownLatch(1);
            ImportJob job = submit("code\nA\nB\nC\nD\nE\n");
            assertThat(job.processed()).isZero();
            assertThat(job.total()).isEqualTo(5);
            goods.waitHere.countDown();
            assertThat(done(job).processed()).isEqualTo(5);
        }

        @Test
        void changesNothingTheSecondTime() {
            done(submit("code,name\nA,Apple\nB,Berry\n"));
            ImportJob again = done(submit("code,name\nA,Apple\nB,Blueberry\n"));
            assertThat(again.unchanged()).isEqualTo(1);
            assertThat(again.updated()).isEqualTo(1);
            assertThat(again.created()).isZero();
        }

        @Test
        void changesNothingWhenItIsAskedOnlyToCheck() {
            ImportJob job = done(submit("code\nA\n", true));
            assertThat(job.dryRun()).isTrue();
            assertThat(job.created()).isEqualTo(1);
            assertThat(job.allowedActions()).isEmpty();
            assertThat(goods.things).isEmpty();
            refused(WebRefusal.NOT_UNDOABLE, () -> jobs.undo("goods-imports", job.id()));
        }

        @Test
        void isOneUnderOneKey() {
            ImportJob first = under("k", "code\nA\n");
            done(first);
            assertThat(under("k", "code\nA\n").id()).isEqualTo(first.id());
            refused(CommonRefusal.IDEMPOTENCY_KEY_REUSED, () -> under("k", "code\nB\n"));
            assertThat(goods.things).containsOnlyKeys("A");
        }

        private ImportJob under(String key, String csv) {
            return new CommandContext("anna", "c", null, new CommandKey(key, "file?null"))
                    .<ImportJob, RuntimeException>call(() -> submit(csv));
        }

        @Test
        void isUnknownUnderAnotherKind() {
            ImportJob job = done(submit("code\nA\n"));
            refused(CommonRefusal.NOT_FOUND, () -> jobs.get("other-imports", job.id()));
        }
    }

    @Nested
    class AFile {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "code;name\nA;Apple\n",
                    "\uFEFFcode,name\nA,Apple\n",
                    "name,code\nApple,A\n",
                    " code , name \nA,Apple",
                    "\"code\",\"name\"\r\n\"A\",\"Apple\"\r\n"
                })
        void isReadAsSpreadsheetsWriteIt(String csv) {
            assertThat(done(submit(csv)).created()).isEqualTo(1);
            assertThat(goods.things.get("A")).extracting("name").isEqualTo("Apple");
        }

        @Test
        void isRefusedWithoutItsColumns() {
            refused(WebRefusal.COLUMNS_MISSING, () -> submit("name\nApple\n"));
            refused(WebRefusal.COLUMNS_UNKNOWN, () -> submit("code,colour\nA,red\n"));
            refused(WebRefusal.COLUMNS_UNKNOWN, () -> submit("code,code\nA,B\n"));
        }

        @Test
        void isRefusedWhenItIsEmptyOrTooLargeOrNoText() {
            refused(WebRefusal.FILE_EMPTY, () -> submit("code\n"));
            refused(WebRefusal.FILE_TOO_LARGE, () -> submit("code\n" + "A\n".repeat(6_000)));
            refused(
                    WebRefusal.BAD_PARAMETER,
                    () ->
                            jobs.submit(
                                    "goods-imports",
                                    "x.csv",
                                    new byte[] {'c', 'o', 'd', 'e', '\n', (byte) 0xC3, '\n'},
                                    false,
                                    Map.of()));
        }
    }

    @Nested
    class ARow {

        @Test
        void isRefusedAloneAndNamedAsASpreadsheetCounts() {
            ImportJob job =
                    done(
                            submit(
                                    """
                                    code,name,since,amount,currency
                                    A,Apple,,,
                                    ,Nameless,,,

                                    B,forbidden,,,
                                    C,,soon,,
                                    D,,,12.345,EUR
                                    E,,,12.30,XXY
                                    F,,,,,,
                                    """));
            assertThat(job.state()).isEqualTo("SUCCEEDED");
            assertThat(job.created()).isEqualTo(1);
            assertThat(job.refused()).isEqualTo(6);
            assertThat(job.allowedActions()).containsExactly("ERRORS", "UNDO");
            assertThat(jobs.errors("goods-imports", job.id()).split("\r\n", -1))
                    .satisfiesExactly(
                            line -> assertThat(line).isEqualTo("row,field,code,text"),
                            line ->
                                    assertThat(line)
                                            .isEqualTo(
                                                    "3,\"code\",\"field.required\",\"This field is required.\""),
                            line -> assertThat(line).startsWith("5,\"name\",\"field.invalid\","),
                            line -> assertThat(line).startsWith("6,\"since\",\"field.date\","),
                            line ->
                                    assertThat(line)
                                            .startsWith("7,\"\",\"common.too-many-decimals\","),
                            line ->
                                    assertThat(line)
                                            .startsWith("8,\"\",\"common.unknown-currency\","),
                            line ->
                                    assertThat(line)
                                            .startsWith("9,\"\",\"import.too-many-fields\","),
                            line -> assertThat(line).isEmpty());
        }

        @Test
        void cannotSmuggleAFormulaIntoTheErrorFile() {
            ImportJob job = done(submit("code,amount,currency\nA,1,=HYPERLINK(1)\n"));
            assertThat(jobs.errors("goods-imports", job.id()))
                    .contains("\"'=HYPERLINK(1) is not an ISO 4217 currency code.\"");
        }
    }

    @Nested
    class AnInterruptedImport {

        @Test
        void goesOnWhereItWas() {
            goods.breaksAt = 4;
            ImportJob job = done(submit("code\nA\nB\nC\nD\nE\n"));
            assertThat(job.state()).isEqualTo("SUCCEEDED");
            assertThat(job.processed()).isEqualTo(5);
            assertThat(job.created()).isEqualTo(5);
            assertThat(goods.things).containsOnlyKeys("A", "B", "C", "D", "E");
            assertThat(goods.applied.get()).as("the first chunk is not done again").isLessThan(8);
        }

        @Test
        void isTakenOverFromAnInstanceThatDied() throws InterruptedException {
            goods.waitHere = new CountDownLatch(1);
            ImportJobs dying = jobs(Duration.ofMillis(300));
            ImportJob job =
                    dying.submit(
                            "goods-imports",
                            "goods.csv",
                            "code\nA\nB\nC\n".getBytes(StandardCharsets.UTF_8),
                            false,
                            Map.of());
            assertThat(goods.arrived.await(10, TimeUnit.SECONDS)).isTrue();
            dying.close();
            goods.waitHere.countDown();
            assertThat(done(job).created()).isEqualTo(3);
        }

        @Test
        void waitsForWhatAllRowsNeedForAsLongAsItTakes() {
            goods.outages.set(8);
            ImportJob job = done(submit("code\nA\n"));
            assertThat(goods.outages).hasValue(0);
            assertThat(job.state()).isEqualTo("SUCCEEDED");
            assertThat(job.created()).isEqualTo(1);
        }

        @Test
        void endsWhenItCannotGoOn() {
            goods.alwaysBreaks = true;
            ImportJob job = done(submit("code\nA\n"));
            assertThat(job.state()).isEqualTo("FAILED");
            assertThat(job.failure()).isNotBlank();
            assertThat(job.allowedActions()).containsExactly("UNDO");
        }
    }

    @Nested
    class Undoing {

        @Test
        void takesBackWhatTheBatchCreatedAndNobodyWorkedOn() {
            done(submit("code\nZ\n"));
            ImportJob job = done(submit("code\nA\nB\nC\nZ\n"));
            goods.workedOn.add("B");
            jobs.undo("goods-imports", job.id());
            ImportJob undone =
                    await().until(
                                    () -> jobs.get("goods-imports", job.id()),
                                    now -> "UNDONE".equals(now.state()));
            assertThat(undone.undone()).isEqualTo(2);
            assertThat(undone.kept()).isEqualTo(1);
            assertThat(goods.things).containsOnlyKeys("B", "Z");
            assertThat(jobs.undo("goods-imports", job.id()).state()).isEqualTo("UNDONE");
        }
    }

    @Test
    void takesBackWhatAFailedBatchBroughtAboutAllTheSame() {
        goods.breaksOn = "D";
        ImportJob job = done(submit("code\nA\nB\nC\nD\n"));
        assertThat(job.state()).isEqualTo("FAILED");
        assertThat(goods.things).containsOnlyKeys("A", "B", "C");
        jobs.undo("goods-imports", job.id());
        await().until(
                        () -> jobs.get("goods-imports", job.id()).state(),
                        state -> "UNDONE".equals(state));
        assertThat(goods.things).isEmpty();
    }

    private static void refused(Refusal refusal, Runnable work) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(work::run)
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    @Test
    void speaksTheLanguageOfWhoSubmitted() {
        LocaleContextHolder.setLocale(Locale.GERMAN);
        try {
            ImportJob job = done(submit("code,name\n,x\n"));
            assertThat(jobs.errors("goods-imports", job.id())).contains("erforderlich");
        } finally {
            LocaleContextHolder.resetLocaleContext();
        }
    }
}
