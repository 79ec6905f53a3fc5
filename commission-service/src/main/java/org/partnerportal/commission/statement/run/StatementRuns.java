package org.partnerportal.commission.statement.run;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.CommissionSettings;
import org.partnerportal.commission.ledger.application.FindAccounts;
import org.partnerportal.commission.ledger.domain.AccountId;
import org.partnerportal.commission.statement.application.CloseStatements;
import org.partnerportal.commission.statement.application.FindStatements;
import org.partnerportal.commission.statement.application.IssueStatements;
import org.partnerportal.commission.statement.domain.StatementId;
import org.partnerportal.commission.statement.domain.StatementRefusal;
import org.partnerportal.commission.statement.run.StatementRun.Action;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.web.Identities;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Works on runs, whoever took them in: the instance that holds a run's lease. A run remembers how
 * far it is; one whose instance died goes on there, and what was done twice is done once.
 */
@Component
class StatementRuns implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StatementRuns.class);
    private static final int BATCH = 50;
    private static final int MAX_FAILURES = 5;

    private final MongoTemplate mongo;
    private final FindAccounts accounts;
    private final FindStatements statements;
    private final CloseStatements close;
    private final IssueStatements issue;
    private final Identities identities;
    private final CommissionSettings settings;
    private final Clock clock;
    private final ExecutorService workers =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("statement-run-", 0).factory());

    StatementRuns(
            MongoTemplate mongo,
            FindAccounts accounts,
            FindStatements statements,
            CloseStatements close,
            IssueStatements issue,
            Identities identities,
            CommissionSettings settings,
            Clock clock) {
        this.mongo = mongo;
        this.accounts = accounts;
        this.statements = statements;
        this.close = close;
        this.issue = issue;
        this.identities = identities;
        this.settings = settings;
        this.clock = clock;
        runs().createIndex(
                        Indexes.ascending("leaseUntil"),
                        new IndexOptions().name("lease").sparse(true));
    }

    private MongoCollection<Document> runs() {
        return mongo.getCollection("statementRuns");
    }

    /** Takes in a run and begins with it. The same command again is the same run. */
    StatementRun start(
            Action action,
            YearMonth through,
            @Nullable String partnerId,
            @Nullable String currency) {
        Instant now = clock.instant();
        YearMonth over = YearMonth.from(now.atZone(settings.zone())).minusMonths(1);
        if (through.isAfter(over)) {
            throw StatementRefusal.PERIOD_NOT_OVER.because(over);
        }
        String id = identities.next("job");
        CommandContext context = CommandContext.current();
        var run =
                new Document("action", action.name())
                        .append("through", through.toString())
                        .append("state", "RUNNING")
                        .append("total", total(action, through, partnerId, currency))
                        .append("processed", 0L)
                        .append("changed", 0L)
                        .append("failures", 0)
                        .append("requestedBy", context.actor())
                        .append("correlationId", context.correlationId())
                        .append("requestedAt", Date.from(now))
                        .append("leaseUntil", Date.from(Instant.EPOCH));
        context.commandKey().ifPresent(key -> run.append("digest", key.digest()));
        if (partnerId != null) {
            run.append("partnerId", partnerId);
        }
        if (currency != null) {
            run.append("currency", currency);
        }
        runs().updateOne(
                        new Document("_id", id),
                        new Document("$setOnInsert", run),
                        new UpdateOptions().upsert(true));
        Document stored = load(id);
        if (!Objects.equals(stored.getString("digest"), run.getString("digest"))) {
            throw CommonRefusal.IDEMPOTENCY_KEY_REUSED.because();
        }
        workOn(id);
        return view(stored);
    }

    StatementRun get(String id) {
        return view(load(id));
    }

    /** Newest first. */
    Page<StatementRun> list(PageRequest page) {
        var order = PageRequest.Order.ofInstant("requestedAt").reversed();
        return page.page(
                        runs().find(page.restrict(new Document(), order))
                                .sort(order.toSort())
                                .limit(page.fetch())
                                .into(new ArrayList<>()),
                        run ->
                                new PageRequest.Position(
                                        at(run, "requestedAt").toString(), text(run, "_id")))
                .map(StatementRuns::view);
    }

    /** Takes on runs that nobody works on. */
    @Scheduled(fixedDelay = 2_000, initialDelay = 2_000)
    void resume() {
        runs().find(new Document("leaseUntil", new Document("$lte", Date.from(clock.instant()))))
                .sort(new Document("leaseUntil", 1).append("_id", 1))
                .limit(10)
                .into(new ArrayList<>())
                .forEach(run -> workOn(text(run, "_id")));
    }

    private void workOn(String id) {
        workers.execute(() -> {
            Document run = lease(id);
            if (run == null) {
                return;
            }
            var context =
                    new CommandContext(
                            text(run, "requestedBy"), text(run, "correlationId"), null, null);
            try {
                context.run(() -> work(run));
            } catch (RuntimeException e) {
                log.error("Statement run {} was interrupted", id, e);
                failed(run, e);
            }
        });
    }

    private @Nullable Document lease(String id) {
        Instant now = clock.instant();
        return runs().findOneAndUpdate(
                        new Document("_id", id)
                                .append("leaseUntil", new Document("$lte", Date.from(now))),
                        new Document("$set", new Document("leaseUntil", leaseFrom(now))),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
    }

    private Date leaseFrom(Instant now) {
        return Date.from(now.plus(settings.runLease()));
    }

    private void work(Document run) {
        Action action = Action.valueOf(text(run, "action"));
        YearMonth through = YearMonth.parse(text(run, "through"));
        String after = run.getString("after");
        while (true) {
            List<String> batch = batch(run, action, through, after);
            for (String next : batch) {
                int changed =
                        switch (action) {
                            case CLOSE -> close.handle(AccountId.parse(next), through);
                            case ISSUE -> {
                                issue.handle(new StatementId(next));
                                yield 1;
                            }
                        };
                after = next;
                if (!progress(run, after, changed)) {
                    return;
                }
            }
            if (batch.size() < BATCH) {
                break;
            }
        }
        runs().updateOne(
                        new Document("_id", run.getString("_id")).append("state", "RUNNING"),
                        new Document(
                                        "$set",
                                        new Document("state", "SUCCEEDED")
                                                .append("finishedAt", Date.from(clock.instant())))
                                .append("$unset", new Document("leaseUntil", "")));
    }

    private List<String> batch(
            Document run, Action action, YearMonth through, @Nullable String after) {
        @Nullable Set<String> partners = partners(run.getString("partnerId"));
        String currency = run.getString("currency");
        return switch (action) {
            case CLOSE ->
                    accounts
                            .find(new FindAccounts.Filter(partners, currency), after, false, BATCH)
                            .stream()
                            .map(AccountId::text)
                            .toList();
            case ISSUE ->
                    statements
                            .closed(
                                    new FindStatements.Filter(partners, null, currency, null),
                                    through,
                                    after,
                                    BATCH)
                            .stream()
                            .map(StatementId::value)
                            .toList();
        };
    }

    /** Says how far it is; answers whether the run is still ours to work on. */
    private boolean progress(Document run, String after, int changed) {
        return runs().updateOne(
                                new Document("_id", run.getString("_id"))
                                        .append("state", "RUNNING"),
                                new Document(
                                                "$set",
                                                new Document("after", after)
                                                        .append(
                                                                "leaseUntil",
                                                                leaseFrom(clock.instant())))
                                        .append(
                                                "$inc",
                                                new Document("processed", 1L)
                                                        .append("changed", (long) changed)))
                        .getMatchedCount()
                == 1;
    }

    /** Tries again a little later; gives up, visibly, when that does not help. */
    private void failed(Document run, RuntimeException failure) {
        var byId = new Document("_id", run.getString("_id"));
        Document after =
                runs().findOneAndUpdate(
                                byId,
                                new Document("$inc", new Document("failures", 1))
                                        .append(
                                                "$set",
                                                new Document("failure", failure.toString())
                                                        .append(
                                                                "leaseUntil",
                                                                Date.from(
                                                                        clock.instant()
                                                                                .plusSeconds(5)))),
                                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        if (after != null && after.getInteger("failures", 0) >= MAX_FAILURES) {
            runs().updateOne(
                            byId,
                            new Document(
                                            "$set",
                                            new Document("state", "FAILED")
                                                    .append(
                                                            "finishedAt",
                                                            Date.from(clock.instant())))
                                    .append("$unset", new Document("leaseUntil", "")));
        }
    }

    private long total(
            Action action,
            YearMonth through,
            @Nullable String partnerId,
            @Nullable String currency) {
        @Nullable Set<String> partners = partners(partnerId);
        return switch (action) {
            case CLOSE -> accounts.count(new FindAccounts.Filter(partners, currency));
            case ISSUE ->
                    statements.countClosed(
                            new FindStatements.Filter(partners, null, currency, null), through);
        };
    }

    private static @Nullable Set<String> partners(@Nullable String partnerId) {
        return partnerId == null ? null : Set.of(partnerId);
    }

    private Document load(String id) {
        Document run = runs().find(new Document("_id", id)).first();
        if (run == null) {
            throw CommonRefusal.NOT_FOUND.because(id);
        }
        return run;
    }

    private static StatementRun view(Document run) {
        Date finished = run.getDate("finishedAt");
        return new StatementRun(
                text(run, "_id"),
                Action.valueOf(text(run, "action")),
                YearMonth.parse(text(run, "through")),
                run.getString("partnerId"),
                run.getString("currency"),
                text(run, "state"),
                number(run, "total"),
                number(run, "processed"),
                number(run, "changed"),
                text(run, "requestedBy"),
                at(run, "requestedAt"),
                finished == null ? null : finished.toInstant(),
                run.getString("failure"));
    }

    private static String text(Document run, String field) {
        return Objects.requireNonNull(run.getString(field), field);
    }

    private static long number(Document run, String field) {
        return ((Number) Objects.requireNonNull(run.get(field), field)).longValue();
    }

    private static Instant at(Document run, String field) {
        return Objects.requireNonNull(run.getDate(field), field).toInstant();
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
