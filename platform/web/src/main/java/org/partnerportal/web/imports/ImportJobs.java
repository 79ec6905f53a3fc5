package org.partnerportal.web.imports;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.RefusalKind;
import org.partnerportal.kernel.Refused;
import org.partnerportal.messaging.audit.AuditTrail;
import org.partnerportal.web.Identities;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.partnerportal.web.Problems;
import org.partnerportal.web.WebRefusal;
import org.partnerportal.web.imports.ImportKind.ImportBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * Import jobs, kept in the service's own database: the file, the progress, what became of each row.
 * A job belongs to no instance; whoever holds its lease works on it, and one that was interrupted
 * goes on at the last chunk.
 */
public final class ImportJobs implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ImportJobs.class);
    private static final int MAX_FAILURES = 5;

    private final MongoTemplate mongo;
    private final Map<String, ImportKind> kinds;
    private final Identities identities;
    private final Problems problems;
    private final AuditTrail audit;
    private final Clock clock;
    private final ImportSettings settings;
    private final ExecutorService workers;
    private final ExecutorService rows;

    ImportJobs(
            MongoTemplate mongo,
            List<ImportKind> kinds,
            Identities identities,
            Problems problems,
            AuditTrail audit,
            Clock clock,
            ImportSettings settings) {
        this.mongo = mongo;
        this.kinds =
                kinds.stream()
                        .collect(Collectors.toUnmodifiableMap(ImportKind::name, kind -> kind));
        this.identities = identities;
        this.problems = problems;
        this.audit = audit;
        this.clock = clock;
        this.settings = settings;
        this.workers =
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("import-", 0).factory());
        this.rows =
                Executors.newFixedThreadPool(
                        settings.parallel(),
                        Thread.ofPlatform().name("import-row-", 0).daemon().factory());
        jobs().createIndex(
                        Indexes.ascending("leaseUntil"),
                        new IndexOptions().name("lease").sparse(true));
        chunks().createIndex(Indexes.ascending("job", "number"), new IndexOptions().name("job"));
    }

    private MongoCollection<Document> jobs() {
        return mongo.getCollection("importJobs");
    }

    private MongoCollection<Document> files() {
        return mongo.getCollection("importFiles");
    }

    private MongoCollection<Document> chunks() {
        return mongo.getCollection("importChunks");
    }

    /** Takes the file and starts the job; a malformed file is refused at once. */
    public ImportJob submit(
            String kindName,
            String fileName,
            byte[] file,
            boolean dryRun,
            Map<String, String> options) {
        ImportKind kind = kind(kindName);
        if (file.length > settings.maxFile().toBytes()) {
            throw WebRefusal.FILE_TOO_LARGE.because(settings.maxFile().toMegabytes());
        }
        int total = CsvFile.read(file, kind).size();
        String id = identities.next("job");
        String digest = digest(file, dryRun, options);
        CommandContext context = CommandContext.current();
        audit.ordered(id);
        Instant now = clock.instant();
        var job =
                new Document("_id", id)
                        .append("kind", kindName)
                        .append("state", "QUEUED")
                        .append("digest", digest)
                        .append("dryRun", dryRun)
                        .append("options", new Document(new HashMap<>(options)))
                        .append("fileName", fileName)
                        .append("locale", LocaleContextHolder.getLocale().toLanguageTag())
                        .append("total", total)
                        .append("processed", 0)
                        .append("created", 0)
                        .append("updated", 0)
                        .append("unchanged", 0)
                        .append("refused", 0)
                        .append("undone", 0)
                        .append("kept", 0)
                        .append("nextChunk", 0)
                        .append("submittedBy", context.actor())
                        .append("correlationId", context.correlationId())
                        .append("submittedAt", Date.from(now))
                        .append("leaseUntil", Date.from(Instant.EPOCH));
        try {
            files().insertOne(new Document("_id", id).append("file", new Binary(file)));
            jobs().insertOne(job);
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            // The same command again: its file is stored, and so is its job unless a crash came
            // between.
            // Another file may have come first under the same key, and its job not yet: the job
            // must be of the file that is stored.
            job.append("digest", digest(storedFile(id), dryRun, options));
            jobs().updateOne(
                            new Document("_id", id),
                            new Document("$setOnInsert", job),
                            new UpdateOptions().upsert(true));
        }
        if (!digest.equals(load(kindName, id).getString("digest"))) {
            throw CommonRefusal.IDEMPOTENCY_KEY_REUSED.because();
        }
        workOn(id);
        return get(kindName, id);
    }

    private static String digest(byte[] file, boolean dryRun, Map<String, String> options) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update((dryRun + " " + new TreeMap<>(options)).getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            return HexFormat.of().formatHex(sha.digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private byte[] storedFile(String id) {
        Document file = Objects.requireNonNull(files().find(new Document("_id", id)).first());
        return file.get("file", Binary.class).getData();
    }

    public ImportJob get(String kindName, String id) {
        return view(load(kindName, id));
    }

    public Page<ImportJob> list(String kindName, PageRequest page) {
        var order = PageRequest.Order.of("_id").reversed();
        return page.page(
                        jobs().find(page.restrict(new Document("kind", kindName), order))
                                .sort(order.toSort())
                                .limit(page.fetch())
                                .into(new ArrayList<>()),
                        job -> new PageRequest.Position(id(job), id(job)))
                .map(ImportJobs::view);
    }

    /** The refused rows as CSV: row, field, code, text; safe to open in a spreadsheet. */
    public String errors(String kindName, String id) {
        load(kindName, id);
        var csv = new StringBuilder("row,field,code,text\r\n");
        for (Document chunk :
                chunks().find(new Document("job", id))
                        .sort(new Document("job", 1).append("number", 1))) {
            for (Document error : chunk.getList("errors", Document.class, List.of())) {
                csv.append(error.getInteger("row"))
                        .append(',')
                        .append(quoted(error.getString("field")))
                        .append(',')
                        .append(quoted(error.getString("code")))
                        .append(',')
                        .append(quoted(error.getString("text")))
                        .append("\r\n");
            }
        }
        return csv.toString();
    }

    /** Takes back what the batch created, as far as nobody has worked on it. */
    public ImportJob undo(String kindName, String id) {
        Document job = load(kindName, id);
        if ("UNDOING".equals(job.getString("state")) || "UNDONE".equals(job.getString("state"))) {
            return view(job);
        }
        audit.ordered(id);
        long taken =
                jobs().updateOne(
                                new Document("_id", id)
                                        .append(
                                                "state",
                                                new Document("$in", List.of("SUCCEEDED", "FAILED")))
                                        .append("dryRun", false),
                                new Document(
                                        "$set",
                                        new Document("state", "UNDOING")
                                                .append("nextChunk", 0)
                                                .append("undone", 0)
                                                .append("kept", 0)
                                                .append("failures", 0)
                                                .append("leaseUntil", Date.from(Instant.EPOCH))))
                        .getModifiedCount();
        if (taken == 0) {
            throw WebRefusal.NOT_UNDOABLE.because(job.getString("state"));
        }
        workOn(id);
        return get(kindName, id);
    }

    /** Takes on jobs that nobody works on: new ones, and those whose instance died. */
    public void resume() {
        for (Document job :
                jobs().find(
                                new Document(
                                        "leaseUntil",
                                        new Document("$lte", Date.from(clock.instant()))))
                        .sort(new Document("leaseUntil", 1))
                        .limit(10)
                        .into(new ArrayList<>())) {
            workOn(id(job));
        }
    }

    private void workOn(String id) {
        workers.execute(() -> {
            Document job = lease(id);
            if (job == null) {
                return;
            }
            try {
                new CommandContext(
                                job.getString("submittedBy"),
                                job.getString("correlationId"),
                                null,
                                null,
                                new CommandContext.Origin(
                                        () -> "import " + job.getString("_id"),
                                        null,
                                        null,
                                        Set.of(),
                                        null))
                        .call(() -> {
                            run(job);
                            return true;
                        });
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                if (workers.isShutdown()) {
                    log.info("Import {} stops with this instance; another one goes on", id);
                } else if (e instanceof RowsFailed rowsFailed && rowsFailed.notNow()) {
                    log.warn("Import {} waits: {}", id, String.valueOf(e.getCause()));
                } else {
                    log.error("Import {} was interrupted", id, e);
                    failed(id);
                }
            }
        });
    }

    /** Tried again when the lease runs out; after some times in a row without progress it ends. */
    private void failed(String id) {
        jobs().updateOne(
                        new Document("_id", id)
                                .append("failures", new Document("$gte", MAX_FAILURES - 1)),
                        new Document(
                                        "$set",
                                        new Document("state", "FAILED")
                                                .append(
                                                        "failure",
                                                        "It could not go on; the log of the service says why")
                                                .append("finishedAt", Date.from(clock.instant())))
                                .append("$unset", new Document("leaseUntil", "")));
        jobs().updateOne(
                        new Document("_id", id).append("leaseUntil", new Document("$exists", true)),
                        new Document("$inc", new Document("failures", 1)));
    }

    private @Nullable Document lease(String id) {
        Instant now = clock.instant();
        return jobs().findOneAndUpdate(
                        new Document("_id", id)
                                .append("leaseUntil", new Document("$lte", Date.from(now))),
                        new Document(
                                "$set",
                                new Document("leaseUntil", Date.from(now.plus(settings.lease())))),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
    }

    private void run(Document job) throws InterruptedException {
        String id = id(job);
        ImportKind kind = kind(job.getString("kind"));
        boolean undoing = "UNDOING".equals(job.getString("state"));
        var options = new HashMap<String, String>();
        job.get("options", new Document())
                .forEach((name, value) -> options.put(name, String.valueOf(value)));
        var batch = new ImportBatch(id, job.getBoolean("dryRun"), Map.copyOf(options));
        List<ImportRow> all = CsvFile.read(storedFile(id), kind);
        int chunkCount = (all.size() + settings.chunk() - 1) / settings.chunk();
        Locale locale = Locale.forLanguageTag(job.getString("locale"));
        for (int number = job.getInteger("nextChunk"); number < chunkCount; number++) {
            List<ImportRow> part =
                    all.subList(
                            number * settings.chunk(),
                            Math.min(all.size(), (number + 1) * settings.chunk()));
            Document progress =
                    undoing
                            ? undoChunk(kind, batch, id, number)
                            : applyChunk(kind, batch, id, number, part, locale);
            boolean last = number == chunkCount - 1;
            if (!advance(id, number, progress, undoing, last)) {
                return;
            }
        }
    }

    /** Counts and position move in one write, and only for the holder of this very position. */
    private boolean advance(String id, int number, Document counts, boolean undoing, boolean last) {
        Instant now = clock.instant();
        var set = new Document("nextChunk", number + 1).append("failures", 0);
        var update = new Document("$inc", counts).append("$set", set);
        if (last) {
            set.append("state", undoing ? "UNDONE" : "SUCCEEDED")
                    .append("finishedAt", Date.from(now));
            update.append("$unset", new Document("leaseUntil", ""));
        } else {
            set.append("leaseUntil", Date.from(now.plus(settings.lease())));
            if (!undoing) {
                set.append("state", "RUNNING");
            }
        }
        return jobs().updateOne(
                                new Document("_id", id)
                                        .append("nextChunk", number)
                                        .append(
                                                "state",
                                                undoing
                                                        ? new Document("$in", List.of("UNDOING"))
                                                        : new Document(
                                                                "$in",
                                                                List.of("QUEUED", "RUNNING"))),
                                update)
                        .getModifiedCount()
                == 1;
    }

    private record RowResult(
            ImportRow row, @Nullable RowOutcome outcome, String field, String code, String text) {}

    private Document applyChunk(
            ImportKind kind,
            ImportBatch batch,
            String job,
            int number,
            List<ImportRow> part,
            Locale locale)
            throws InterruptedException {
        CommandContext context = CommandContext.current();
        var results = new ArrayList<RowResult>();
        try {
            inParallel(
                    job,
                    number,
                    part.stream()
                            .<Callable<RowResult>>map(row ->
                                    () ->
                                            context.<RowResult, RuntimeException>call(
                                                    () -> apply(kind, row, batch, locale)))
                            .toList(),
                    results);
        } catch (RowsFailed e) {
            // What came about all the same must be known, so that it can be undone.
            note(job, number, results);
            throw e;
        }
        return note(job, number, results);
    }

    private Document note(String job, int number, List<RowResult> results) {
        var created = new ArrayList<String>();
        var errors = new ArrayList<Document>();
        int updated = 0;
        int unchanged = 0;
        for (RowResult result : results) {
            if (result.outcome() == null) {
                errors.add(
                        new Document("row", result.row().number())
                                .append("field", result.field())
                                .append("code", result.code())
                                .append("text", result.text()));
                continue;
            }
            switch (result.outcome().kind()) {
                case CREATED -> created.add(result.outcome().reference());
                case UPDATED -> updated++;
                case UNCHANGED -> unchanged++;
            }
        }
        chunks().updateOne(
                        new Document("_id", job + ":" + number),
                        new Document(
                                        "$set",
                                        new Document("job", job)
                                                .append("number", number)
                                                .append("errors", errors))
                                .append(
                                        "$addToSet",
                                        new Document("created", new Document("$each", created))),
                        new UpdateOptions().upsert(true));
        return new Document("processed", results.size())
                .append("created", created.size())
                .append("updated", updated)
                .append("unchanged", unchanged)
                .append("refused", errors.size());
    }

    private RowResult apply(ImportKind kind, ImportRow row, ImportBatch batch, Locale locale) {
        LocaleContextHolder.setLocale(locale);
        try {
            if (row.values().containsKey(CsvFile.TOO_MANY)) {
                String code = "import.too-many-fields";
                return new RowResult(row, null, "", code, problems.text(code));
            }
            return new RowResult(row, kind.apply(row, batch), "", "", "");
        } catch (ImportRow.RowRefused refused) {
            return new RowResult(
                    row, null, refused.column(), refused.code(), problems.text(refused.code()));
        } catch (Refused refused) {
            if (refused.refusal().kind() == RefusalKind.UNAVAILABLE) {
                // Not now: no row's fault, and the chunk will be taken up again.
                throw refused;
            }
            String code = refused.refusal().code();
            return new RowResult(
                    row, null, "", code, problems.text(code, refused.arguments().toArray()));
        } finally {
            LocaleContextHolder.resetLocaleContext();
        }
    }

    private Document undoChunk(ImportKind kind, ImportBatch batch, String job, int number)
            throws InterruptedException {
        Document chunk = chunks().find(new Document("_id", job + ":" + number)).first();
        List<String> created =
                chunk == null ? List.of() : chunk.getList("created", String.class, List.of());
        CommandContext context = CommandContext.current();
        var undone = new ArrayList<Boolean>();
        inParallel(
                job,
                number,
                created.stream()
                        .<Callable<Boolean>>map(reference ->
                                () ->
                                        context.<Boolean, RuntimeException>call(
                                                () -> kind.undo(reference, batch)))
                        .toList(),
                undone);
        int taken = Math.toIntExact(undone.stream().filter(Boolean::booleanValue).count());
        return new Document("undone", taken).append("kept", created.size() - taken);
    }

    private <T> void inParallel(String job, int number, List<Callable<T>> work, List<T> results)
            throws InterruptedException {
        Throwable failure = null;
        Instant renewAt = clock.instant().plus(settings.lease().dividedBy(2));
        for (Future<T> done : work.stream().map(rows::submit).toList()) {
            try {
                results.add(done.get());
                if (!clock.instant().isBefore(renewAt)) {
                    renewAt = renew(job, number);
                }
            } catch (ExecutionException e) {
                failure = e.getCause();
            }
        }
        if (failure != null) {
            throw new RowsFailed(failure);
        }
    }

    /** Rows that failed for a reason that is not theirs. */
    private static final class RowsFailed extends RuntimeException {

        private static final long serialVersionUID = 1;

        RowsFailed(Throwable cause) {
            super(cause);
        }

        /** Something that all rows need is away for now. */
        boolean notNow() {
            return switch (getCause()) {
                case Refused refused -> refused.refusal().kind() == RefusalKind.UNAVAILABLE;
                case DataAccessResourceFailureException _ -> true;
                case null, default -> false;
            };
        }
    }

    /** A long chunk must not be taken for an abandoned one. */
    private Instant renew(String job, int number) {
        Instant now = clock.instant();
        jobs().updateOne(
                        new Document("_id", job).append("nextChunk", number),
                        new Document(
                                "$set",
                                new Document("leaseUntil", Date.from(now.plus(settings.lease())))));
        return now.plus(settings.lease().dividedBy(2));
    }

    private ImportKind kind(String name) {
        return Optional.ofNullable(kinds.get(name))
                .orElseThrow(() -> CommonRefusal.NOT_FOUND.because(name));
    }

    private Document load(String kindName, String id) {
        Document job = jobs().find(new Document("_id", id)).first();
        if (job == null || !kindName.equals(job.getString("kind"))) {
            throw CommonRefusal.NOT_FOUND.because(id);
        }
        return job;
    }

    private static String id(Document job) {
        return Objects.requireNonNull(job.getString("_id"));
    }

    private static ImportJob view(Document job) {
        Date finished = job.getDate("finishedAt");
        var actions = new ArrayList<String>();
        if (job.getInteger("refused") > 0) {
            actions.add("ERRORS");
        }
        if (Set.of("SUCCEEDED", "FAILED").contains(job.getString("state"))
                && !job.getBoolean("dryRun")) {
            actions.add("UNDO");
        }
        return new ImportJob(
                id(job),
                job.getString("kind"),
                job.getString("state"),
                job.getBoolean("dryRun"),
                job.getString("fileName"),
                job.getInteger("total"),
                job.getInteger("processed"),
                job.getInteger("created"),
                job.getInteger("updated"),
                job.getInteger("unchanged"),
                job.getInteger("refused"),
                job.getInteger("undone"),
                job.getInteger("kept"),
                job.getString("submittedBy"),
                job.getDate("submittedAt").toInstant(),
                finished == null ? null : finished.toInstant(),
                job.getString("failure"),
                actions);
    }

    /** Quoted, and never the beginning of a formula. */
    private static String quoted(String text) {
        String safe =
                !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() {
        workers.shutdownNow();
        rows.shutdownNow();
    }
}
