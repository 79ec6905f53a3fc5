package org.partnerportal.commission.ledger.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.partnerportal.commission.ledger.application.EnterInLedger;
import org.partnerportal.commission.ledger.domain.Account;
import org.partnerportal.commission.ledger.domain.AccountId;
import org.partnerportal.commission.ledger.domain.DealId;
import org.partnerportal.commission.ledger.domain.Earning;
import org.partnerportal.commission.ledger.domain.EntryId;
import org.partnerportal.commission.ledger.domain.Ledger;
import org.partnerportal.commission.ledger.domain.LedgerEntry;
import org.partnerportal.commission.ledger.domain.LedgerEvent;
import org.partnerportal.commission.ledger.domain.PartnerId;
import org.partnerportal.commission.ledger.domain.SourceEvent;
import org.partnerportal.commission.ledger.domain.Totals;
import org.partnerportal.commission.plan.domain.APlan;
import org.partnerportal.commission.statement.application.CloseStatements;
import org.partnerportal.commission.statement.domain.StatementId;
import org.partnerportal.commission.statement.domain.Statements;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Ids;
import org.partnerportal.kernel.Money;
import org.partnerportal.testkit.SuiteTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;

@SuiteTest
class LedgerIT {

    private static final Instant NOW = Instant.parse("2017-12-01T10:00:00Z");
    private static final YearMonth MARCH = YearMonth.of(2017, 3);

    private final Ledger ledger;
    private final CloseStatements close;
    private final Statements statements;
    private final MongoTemplate mongo;

    @Autowired
    LedgerIT(Ledger ledger, CloseStatements close, Statements statements, MongoTemplate mongo) {
        this.ledger = ledger;
        this.close = close;
        this.statements = statements;
        this.mongo = mongo;
    }

    private static AccountId account(String name) {
        return new AccountId(
                new PartnerId(Ids.derived("ptr", "ledger", name)), Money.currency("USD"));
    }

    private static Decided<LedgerEntry, LedgerEvent> earning(Account account, String invoice) {
        return account.earn(
                new Earning(
                        APlan.inForce(),
                        new DealId(Ids.derived("deal", "a")),
                        invoice,
                        "1",
                        "GTX Pro",
                        Money.of("10000.00", "USD"),
                        LocalDate.parse("2017-03-01"),
                        LocalDate.parse("2017-03-01"),
                        new SourceEvent("/erp", "evt " + invoice, "erp.invoice.issued", NOW)),
                NOW);
    }

    @Test
    void readsBackWhatWasEntered() {
        AccountId id = account("round trip");
        LedgerEntry line = ledger.add(earning(Account.empty(id), "R-1"));
        LedgerEntry closing = ledger.add(line.after().close(MARCH, NOW).orElseThrow());

        assertThat(ledger.find(line.id())).contains(line);
        assertThat(line).isEqualTo(earning(Account.empty(id), "R-1").next());
        assertThat(ledger.find(closing.id())).contains(closing);
        assertThat(ledger.account(id)).isEqualTo(closing.after());
    }

    @Test
    void givesAPlaceInTheChainToOneEntryOnly() {
        AccountId id = account("one place");
        ledger.add(earning(Account.empty(id), "P-1"));

        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> ledger.add(earning(Account.empty(id), "P-2")));
        assertThat(ledger.account(id).sequence()).isEqualTo(1);
    }

    @Test
    void staysWholeWhenTwoInstancesAppendAtOnceAndAMonthIsClosedMeanwhile() throws Exception {
        AccountId id = account("race");
        var instances = List.of(new EnterInLedger(ledger), new EnterInLedger(ledger));
        int lines = 60;
        var work = new ArrayList<Callable<Optional<LedgerEntry>>>();
        for (int i = 0; i < lines; i++) {
            String invoice = "C-" + i;
            // Each is entered by both, as after a rebalance.
            for (EnterInLedger instance : instances) {
                work.add(() ->
                        instance.handle(id, current -> Optional.of(earning(current, invoice))));
            }
            if (i == lines / 2) {
                work.add(() ->
                        instances.getFirst().handle(id, current -> current.close(MARCH, NOW)));
            }
        }
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (Future<Optional<LedgerEntry>> done : threads.invokeAll(work)) {
                done.get();
            }
        }

        var places =
                mongo
                        .getCollection("ledger")
                        .find(new Document("state.account", id.text()))
                        .into(new ArrayList<>())
                        .stream()
                        .map(entry -> entry.getEmbedded(List.of("state", "sequence"), 0L))
                        .toList();
        assertThat(places)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, lines + 1).boxed().toList());
        Account end = ledger.account(id);
        assertThat(end.yearToDate().values().iterator().next()).isEqualByComparingTo("600000");
        var closing = (LedgerEntry.Closing) closingOf(id);
        Money open = end.open().values().stream().map(Totals::sum).findFirst().orElseThrow();
        assertThat(closing.totals().sum().plus(open)).isEqualTo(Money.of("40000.00", "USD"));
        assertThat(closing.totals().lines() + end.open().values().iterator().next().lines())
                .isEqualTo(lines);
    }

    private LedgerEntry closingOf(AccountId id) {
        return ledger.get(EntryId.closing(id, MARCH));
    }

    @Test
    void makesUpForAStatementThatACrashLeftOut() {
        AccountId id = account("crash");
        LedgerEntry line = ledger.add(earning(Account.empty(id), "K-1"));
        ledger.add(line.after().close(MARCH, NOW).orElseThrow());

        assertThat(close.handle(id, MARCH)).isZero();

        assertThat(statements.get(StatementId.of(id, MARCH)).closing())
                .isEqualTo(Money.of("500.00", "USD"));
    }

    @Test
    void makesUpForAStatementOfARunThatDiedBesideThisOne() {
        AccountId id = account("beside");
        LedgerEntry line = ledger.add(earning(Account.empty(id), "B-1"));
        var enter =
                new EnterInLedger(ledger) {
                    private boolean died;

                    @Override
                    public Optional<LedgerEntry> handle(
                            AccountId account,
                            Function<Account, Optional<Decided<LedgerEntry, LedgerEvent>>>
                                    decision) {
                        if (!died) {
                            died = true;
                            ledger.add(line.after().close(MARCH, NOW).orElseThrow());
                        }
                        return super.handle(account, decision);
                    }
                };
        var run = new CloseStatements(enter, ledger, statements, Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(run.handle(id, MARCH.plusMonths(1))).isEqualTo(1);

        assertThat(statements.find(StatementId.of(id, MARCH))).isPresent();
        assertThat(statements.find(StatementId.of(id, MARCH.plusMonths(1)))).isPresent();
    }

    @Test
    void closesWhatAnotherInstanceHasEnteredMeanwhile() {
        AccountId id = account("remembered");
        var here = new EnterInLedger(ledger);
        assertThat(here.handle(id, _ -> Optional.empty())).isEmpty();
        new EnterInLedger(ledger).handle(id, current -> Optional.of(earning(current, "M-1")));
        var run = new CloseStatements(here, ledger, statements, Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(run.handle(id, MARCH)).isEqualTo(1);
    }

    @Test
    void goesOnWithARunWhoseInstanceDied() {
        AccountId id = account("died");
        ledger.add(earning(Account.empty(id), "D-1"));
        String run = Ids.derived("job", "died");
        mongo.getCollection("statementRuns")
                .insertOne(
                        new Document("_id", run)
                                .append("action", "CLOSE")
                                .append("through", "2017-05")
                                .append("partnerId", id.partner().value())
                                .append("state", "RUNNING")
                                .append("total", 1L)
                                .append("processed", 0L)
                                .append("changed", 0L)
                                .append("failures", 0)
                                .append("requestedBy", "fiona")
                                .append("correlationId", "c")
                                .append("requestedAt", Date.from(NOW))
                                .append("leaseUntil", Date.from(NOW)));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(
                                        mongo.getCollection("statementRuns")
                                                .find(new Document("_id", run))
                                                .first())
                                .containsEntry("state", "SUCCEEDED")
                                .containsEntry("processed", 1L)
                                .containsEntry("changed", 3L));
        assertThat(ledger.account(id).closedThrough()).isEqualTo(YearMonth.of(2017, 5));
    }
}
