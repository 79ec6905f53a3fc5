package org.partnerportal.commission.invoice.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.partnerportal.commission.deals.WonDeal;
import org.partnerportal.commission.invoice.domain.Credit;
import org.partnerportal.commission.invoice.domain.InvoiceId;
import org.partnerportal.commission.invoice.domain.InvoiceLine;
import org.partnerportal.commission.invoice.domain.Issue;
import org.partnerportal.commission.invoice.domain.Payment;
import org.partnerportal.commission.ledger.application.EnterInLedger;
import org.partnerportal.commission.ledger.domain.EntryKind;
import org.partnerportal.commission.ledger.domain.LedgerEntry.Line;
import org.partnerportal.commission.ledger.domain.SourceEvent;
import org.partnerportal.commission.plan.application.CurrentPlans;
import org.partnerportal.commission.plan.domain.APlan;
import org.partnerportal.commission.plan.domain.PlanVersion;
import org.partnerportal.commission.plan.domain.Trigger;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.Ids;
import org.partnerportal.kernel.Money;

class HistoryTest {

    private static final String PARTNER = Ids.derived("ptr", "a");
    private static final WonDeal DEAL =
            new WonDeal(Ids.derived("deal", "a"), PARTNER, List.of("SO-1"));
    private static final PlanVersion ACCELERATOR = APlan.inForce();
    private static final PlanVersion ON_PAYMENT =
            APlan.inForce("paid", APlan.terms(APlan.accelerator(), Trigger.PAID, APlan.BEGIN));
    private static final PlanVersion FLAT =
            APlan.inForce("flat", APlan.terms(APlan.flat("10"), Trigger.INVOICED, APlan.BEGIN));

    /** Something that reaches the service. */
    private interface Fact extends Consumer<Books> {}

    private static SourceEvent source(String id) {
        return new SourceEvent("/erp", id, "erp", Instant.EPOCH);
    }

    private static Money usd(String amount) {
        return Money.of(amount, "USD");
    }

    private static Fact won(WonDeal deal) {
        return books -> books.won(deal);
    }

    private static Fact issued(String invoice, String net) {
        return books -> books.hear.issued(new InvoiceId(invoice), issue(invoice, "SO-1", net));
    }

    private static Issue issue(String invoice, String order, String net) {
        return new Issue(
                invoice,
                order,
                null,
                LocalDate.parse("2017-03-01"),
                Money.currency("USD"),
                List.of(
                        new InvoiceLine(
                                "1", null, null, usd(net), usd("0.00"), InvoiceLine.Kind.GOODS)),
                source("issued " + invoice));
    }

    private static Fact credited(String note, String invoice, String net) {
        return books ->
                books.hear.credited(
                        new InvoiceId(invoice),
                        Credit.noted(
                                note,
                                LocalDate.parse("2017-04-01"),
                                Money.currency("USD"),
                                List.of(new Credit.CreditLine("1", usd(net))),
                                null,
                                source(note)));
    }

    private static Fact paid(String event, String invoice, String amount) {
        return books ->
                books.hear.paid(
                        new InvoiceId(invoice),
                        new Payment(LocalDate.parse("2017-05-01"), usd(amount), source(event)));
    }

    private static Books after(PlanVersion plan, List<Fact> facts) {
        Books books = new Books().with(plan);
        facts.forEach(fact -> fact.accept(books));
        return books;
    }

    private static Money sum(List<Line> lines) {
        return Money.sum(Money.currency("USD"), lines.stream().map(Line::amount).toList());
    }

    @Nested
    class ACreditNoteBeforeItsInvoice {

        private final List<Fact> inOrder =
                List.of(
                        won(DEAL),
                        issued("INV-1", "10000.00"),
                        credited("CN-1", "INV-1", "2500.00"));

        @Test
        void waitsAndEndsAsInOrder() {
            Books books = after(FLAT, List.of(won(DEAL), inOrder.get(2)));
            assertThat(books.waiting.parked).containsOnlyKeys("INVOICE:INV-1");
            assertThat(books.lines()).isEmpty();

            inOrder.get(1).accept(books);

            assertThat(books.waiting.parked).isEmpty();
            assertThat(books.lines()).isEqualTo(after(FLAT, inOrder).lines());
            assertThat(sum(books.lines())).isEqualTo(usd("750.00"));
        }
    }

    @Nested
    class AnInvoiceBeforeItsDeal {

        @Test
        void waitsForTheOrderAndEarnsWhenTheDealIsWon() {
            Books books = after(FLAT, List.of(issued("INV-1", "100.00"), issued("INV-2", "1.00")));
            assertThat(books.waiting.parked).containsOnlyKeys("ORDER:SO-1");

            won(DEAL).accept(books);

            assertThat(books.lines()).hasSize(2);
            assertThat(books.waiting.parked).isEmpty();
        }

        @Test
        void isFoundByTheSweepWhenTheDealsWordWasMissed() {
            Books books = after(FLAT, List.of(issued("INV-1", "100.00")));
            books.deals.known.put(DEAL.dealId(), DEAL);

            books.waiting
                    .takeDue(10)
                    .forEach(entry ->
                            entry.invoices()
                                    .forEach(id -> books.hear.retry(entry.reference(), id)));

            assertThat(books.lines()).hasSize(1);
            assertThat(books.waiting.parked).isEmpty();
        }
    }

    @Nested
    class ManyInvoicesAtOnce {

        private static HearOfInvoice.Told told(String invoice, String order, String net) {
            return new HearOfInvoice.Told(
                    new InvoiceId(invoice), issue(invoice, order, net), CommandContext.SYSTEM);
        }

        private static final List<HearOfInvoice.Told> TOLD =
                List.of(
                        told("INV-1", "SO-1", "60000.00"),
                        told("INV-2", "SO-2", "10.00"),
                        told("INV-3", "SO-1", "60000.00"),
                        told("INV-4", "SO-1", "-50.00"));

        @Test
        void earnWhatTheyEarnOneByOne() {
            Books books = after(ACCELERATOR, List.of(won(DEAL)));
            books.hear.issued(TOLD);

            Books single = after(ACCELERATOR, List.of(won(DEAL)));
            TOLD.forEach(each -> single.hear.issued(each.id(), each.issue()));

            assertThat(books.lines()).isEqualTo(single.lines()).hasSize(3);
            assertThat(books.waiting.parked).isEqualTo(single.waiting.parked);
            assertThat(books.waiting.parked).containsOnlyKeys("ORDER:SO-2");
        }

        @Test
        void areEnteredOnceHoweverOftenTheyAreDelivered() {
            Books books = after(ACCELERATOR, List.of(won(DEAL)));
            books.hear.issued(TOLD.subList(0, 2));

            books.hear.issued(TOLD);
            books.hear.issued(TOLD);

            assertThat(books.lines()).hasSize(3);
            assertThat(books.lines())
                    .extracting(line -> line.after().sequence())
                    .containsExactly(1L, 2L, 3L);
        }

        @Test
        void areEnteredOnceWhenOneIsTwiceInABatch() {
            Books books = after(ACCELERATOR, List.of(won(DEAL)));

            books.hear.issued(List.of(TOLD.get(0), TOLD.get(2), TOLD.get(0), TOLD.get(3)));

            assertThat(books.lines()).hasSize(3);
        }

        @Test
        void leaveNoGapWhenAnotherInstanceHasEnteredMeanwhile() {
            Books books = after(ACCELERATOR, List.of(won(DEAL)));
            books.hear.issued(TOLD.subList(0, 1));
            var elsewhere =
                    new EarnOnInvoice(
                            new CurrentPlans(books.plans, books.clock),
                            new EnterInLedger(books.ledger),
                            books.ledger,
                            books.clock);
            new HearOfInvoice(books.invoices, books.deals, books.waiting, elsewhere)
                    .issued(new InvoiceId("INV-9"), issue("INV-9", "SO-1", "1000.00"));

            books.hear.issued(TOLD.subList(2, 4));

            assertThat(books.lines())
                    .extracting(line -> line.after().sequence())
                    .containsExactly(1L, 2L, 3L, 4L);
            assertThat(books.lines().getLast().yearToDateBefore()).isEqualByComparingTo("121000");
        }
    }

    @Nested
    class PaidTrigger {

        @Test
        void earnsOnceHoweverOftenThePaymentIsDelivered() {
            Fact payment = paid("p1", "INV-1", "100.00");
            Books books =
                    after(
                            ON_PAYMENT,
                            List.of(
                                    won(DEAL),
                                    issued("INV-1", "100.00"),
                                    payment,
                                    payment,
                                    payment));

            assertThat(books.lines()).hasSize(1);
        }

        @Test
        void takesBackEarlierCreditsInOrderOnceItHasHappened() {
            Books books =
                    after(
                            ON_PAYMENT,
                            List.of(
                                    won(DEAL),
                                    issued("INV-1", "100.00"),
                                    credited("CN-1", "INV-1", "10.00"),
                                    credited("CN-2", "INV-1", "20.00")));
            assertThat(books.lines()).isEmpty();

            paid("p1", "INV-1", "70.00").accept(books);

            assertThat(books.lines())
                    .extracting(line -> line.amount().amount().toPlainString())
                    .containsExactly("5.00", "-0.50", "-1.00");
        }
    }

    @Nested
    class APlanThatComesIntoForceLate {

        @Test
        void earnsOnTheInvoicesOfItsTimeOnceOnly() {
            Books books = new Books();
            List.of(won(DEAL), issued("INV-1", "100.00"), credited("CN-1", "INV-1", "50.00"))
                    .forEach(fact -> fact.accept(books));
            assertThat(books.lines()).isEmpty();
            books.with(FLAT);
            books.clock.set(APlan.NOW.plus(Duration.ofSeconds(10)));

            books.catchUp.handle();
            books.catchUp.handle();

            assertThat(sum(books.lines())).isEqualTo(usd("5.00"));
            assertThat(books.lines()).hasSize(2);
        }

        @Test
        void waitsUntilNoOneCanHaveAnOldBook() {
            Books books = new Books();
            List.of(won(DEAL), issued("INV-1", "100.00")).forEach(fact -> fact.accept(books));
            books.with(FLAT);
            books.clock.set(APlan.NOW.plus(Duration.ofSeconds(2)));

            books.catchUp.handle();

            assertThat(books.lines()).isEmpty();
        }

        @Test
        void doesNotEarnASecondTimeForALaterVersion() {
            Books books = after(ACCELERATOR, List.of(won(DEAL), issued("INV-1", "100.00")));
            books.with(APlan.successor(APlan.TODAY.plusDays(1), APlan.flat("50")));
            books.clock.set(APlan.NOW.plus(Duration.ofDays(2)));

            credited("CN-1", "INV-1", "100.00").accept(books);
            books.catchUp.handle();

            assertThat(sum(books.lines())).isEqualTo(usd("0.00"));
            assertThat(books.lines()).hasSize(2);
        }
    }

    /** Laws over shuffled and repeated deliveries; the seed is fixed. */
    @Nested
    class Laws {

        private final Random random = new Random(33);

        @Test
        void hearingEverythingTwiceChangesNothing() {
            List<Fact> facts = facts();
            Books once = after(ACCELERATOR, facts);
            facts.forEach(fact -> fact.accept(once));
            List<Line> lines = once.lines();

            assertThat(lines).isEqualTo(after(ACCELERATOR, facts).lines());
            assertThat(lines).extracting(line -> line.after().sequence()).doesNotHaveDuplicates();
        }

        @Test
        void replayInTheSameOrderYieldsTheSameEntriesToTheLetter() {
            List<Fact> facts = facts();
            Collections.shuffle(facts, random);

            assertThat(after(ON_PAYMENT, facts).lines())
                    .isEqualTo(after(ON_PAYMENT, facts).lines());
        }

        @Test
        void totalsAndIdsDoNotDependOnTheOrderOfDelivery() {
            List<Fact> facts = facts();
            List<Line> expected = after(FLAT, facts).lines();
            for (int round = 0; round < 50; round++) {
                var shuffled = new ArrayList<>(facts);
                shuffled.addAll(facts.subList(0, random.nextInt(facts.size())));
                Collections.shuffle(shuffled, random);

                List<Line> lines = after(FLAT, shuffled).lines();

                assertThat(sum(lines)).isEqualTo(sum(expected));
                assertThat(lines)
                        .extracting(Line::id)
                        .containsExactlyInAnyOrderElementsOf(
                                expected.stream().map(Line::id).toList());
            }
        }

        @Test
        void theYearsEarningsDoNotDependOnTheOrderOfInvoices() {
            var invoices = new ArrayList<Fact>();
            invoices.add(won(DEAL));
            for (int i = 1; i <= 20; i++) {
                invoices.add(issued("INV-" + i, (1_000 * i) + ".00"));
            }
            Money expected = sum(after(ACCELERATOR, invoices).lines());
            assertThat(expected).isEqualTo(usd("12700.00"));
            for (int round = 0; round < 20; round++) {
                Collections.shuffle(invoices, random);
                assertThat(sum(after(ACCELERATOR, invoices).lines())).isEqualTo(expected);
            }
        }

        @Test
        void everyClawbackNamesAnEarningAndNeverTakesMoreThanIt() {
            List<Line> lines = after(ACCELERATOR, facts()).lines();
            lines.stream()
                    .filter(line -> line.kind() == EntryKind.EARNING)
                    .forEach(earned -> {
                        Money left =
                                earned.amount()
                                        .plus(
                                                sum(
                                                        lines.stream()
                                                                .filter(line ->
                                                                        earned.id()
                                                                                .equals(
                                                                                        line
                                                                                                .original()))
                                                                .toList()));
                        assertThat(left.isNegative()).isFalse();
                    });
        }

        private List<Fact> facts() {
            var facts = new ArrayList<Fact>(List.of(won(DEAL)));
            for (int i = 1; i <= 12; i++) {
                String invoice = "INV-" + i;
                facts.add(issued(invoice, (10_000 + 100 * i) + ".00"));
                facts.add(paid("p" + i, invoice, (10_000 + 100 * i) + ".00"));
                if (i % 3 == 0) {
                    facts.add(credited("CN-" + i, invoice, "333.33"));
                    facts.add(credited("CN-B" + i, invoice, "1000.01"));
                }
            }
            return facts;
        }
    }
}
