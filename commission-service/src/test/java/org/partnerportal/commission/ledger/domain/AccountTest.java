package org.partnerportal.commission.ledger.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.partnerportal.commission.ledger.domain.LedgerEntry.Closing;
import org.partnerportal.commission.ledger.domain.LedgerEntry.Line;
import org.partnerportal.commission.plan.domain.APlan;
import org.partnerportal.commission.plan.domain.PlanVersion;
import org.partnerportal.commission.plan.domain.RateTable;
import org.partnerportal.commission.plan.domain.Trigger;
import org.partnerportal.kernel.Ids;
import org.partnerportal.kernel.Money;
import org.partnerportal.kernel.Refused;

class AccountTest {

    private static final PartnerId PARTNER = new PartnerId(Ids.derived("ptr", "a"));
    private static final DealId DEAL = new DealId(Ids.derived("deal", "a"));
    private static final AccountId ID = new AccountId(PARTNER, Money.currency("USD"));
    private static final Account EMPTY = Account.empty(ID);
    private static final Instant NOW = Instant.parse("2017-12-01T10:00:00Z");
    private static final YearMonth MARCH = YearMonth.of(2017, 3);

    private static Money usd(String amount) {
        return Money.of(amount, "USD");
    }

    private static SourceEvent source(String id) {
        return new SourceEvent("/erp", id, "erp.invoice.issued", NOW);
    }

    private static Line earn(Account account, String invoice, String day, String base) {
        return earn(account, invoice, day, base, APlan.inForce());
    }

    private static Line earn(
            Account account, String invoice, String day, String base, PlanVersion plan) {
        return (Line)
                account.earn(
                                new Earning(
                                        plan,
                                        DEAL,
                                        invoice,
                                        "1",
                                        "GTX Pro",
                                        usd(base),
                                        LocalDate.parse(day),
                                        LocalDate.parse(day),
                                        source(invoice)),
                                NOW)
                        .next();
    }

    private static PlanVersion flat(String percent) {
        return APlan.inForce(
                "flat", APlan.terms(APlan.flat(percent), Trigger.INVOICED, APlan.BEGIN));
    }

    private static Line takeBack(
            Account account, Line earned, String note, String day, String net, String before) {
        return (Line)
                account.takeBack(
                                earned,
                                new Reversal(
                                        note,
                                        0,
                                        usd(net),
                                        new BigDecimal(before),
                                        LocalDate.parse(day),
                                        source(note)),
                                NOW)
                        .next();
    }

    private static Closing close(Account account, YearMonth through) {
        return (Closing) account.close(through, NOW).orElseThrow().next();
    }

    @Nested
    class AnEarning {

        @Test
        void continuesTheYearsBaseFromLineToLine() {
            Line first = earn(EMPTY, "INV-1", "2017-03-01", "95000.00");
            Line second = earn(first.after(), "INV-2", "2017-03-20", "20000.00");

            assertThat(first.amount()).isEqualTo(usd("4750.00"));
            assertThat(second.amount()).isEqualTo(usd("1300.00"));
            assertThat(second.yearToDateBefore()).isEqualByComparingTo("95000");
            assertThat(second.formula().toString())
                    .isEqualTo("5 % of 5,000.00 + 7 % of 15,000.00 = 1,300.00 USD");
            assertThat(second.after().sequence()).isEqualTo(2);
        }

        @Test
        void beginsAnewWithTheYearOfTheDocument() {
            Line december = earn(EMPTY, "INV-1", "2017-12-31", "150000.00");
            Line january = earn(december.after(), "INV-2", "2018-01-01", "1000.00");
            Line lateDecember = earn(january.after(), "INV-3", "2017-12-30", "1000.00");

            assertThat(january.amount()).isEqualTo(usd("50.00"));
            assertThat(lateDecember.amount()).isEqualTo(usd("70.00"));
        }

        @Test
        void countsOverTheVersionsOfAPlan() {
            Line first = earn(EMPTY, "INV-1", "2027-01-01", "100000.00");
            PlanVersion second =
                    APlan.successor(
                            LocalDate.parse("2027-07-01"), APlan.marginal("0", "1", "100000", "9"));

            assertThat(earn(first.after(), "INV-2", "2027-07-01", "100.00", second).amount())
                    .isEqualTo(usd("9.00"));
        }

        @Test
        void countsEachPlanForItself() {
            Line first = earn(EMPTY, "INV-1", "2017-03-01", "150000.00");

            assertThat(
                            earn(first.after(), "INV-1", "2017-03-01", "100.00", flat("10"))
                                    .yearToDateBefore())
                    .isEqualByComparingTo("0");
        }

        @Test
        void hasOneIdPerInvoiceLinePlanAndPartnerWhicheverVersionCounts() {
            Line once = earn(EMPTY, "INV-1", "2017-03-01", "1.00");
            Line again = earn(once.after(), "INV-1", "2017-03-01", "1.00");
            PlanVersion second = APlan.successor(LocalDate.parse("2027-07-01"), APlan.flat("1"));

            assertThat(again.id()).isEqualTo(once.id());
            assertThat(earn(EMPTY, "INV-1", "2027-07-01", "1.00", second).id())
                    .isEqualTo(once.id());
            assertThat(earn(EMPTY, "INV-2", "2017-03-01", "1.00").id()).isNotEqualTo(once.id());
        }

        @Test
        void tellsOthers() {
            Line line = earn(EMPTY, "INV-1", "2017-03-01", "1.00");

            assertThat(
                            EMPTY.earn(
                                            new Earning(
                                                    APlan.inForce(),
                                                    DEAL,
                                                    "INV-1",
                                                    "1",
                                                    null,
                                                    usd("1.00"),
                                                    LocalDate.parse("2017-03-01"),
                                                    LocalDate.parse("2017-03-01"),
                                                    source("x")),
                                            NOW)
                                    .events())
                    .containsExactly(new LedgerEvent.CommissionAccrued(line.id(), NOW));
        }
    }

    @Nested
    class TakingBack {

        private final Line earned = earn(EMPTY, "INV-1", "2017-03-01", "10000.00", flat("9"));

        @Test
        void takesTheShareAtTheOriginalRateAndNamesTheOriginal() {
            Line back = takeBack(earned.after(), earned, "CN-1", "2017-04-02", "2500.00", "0");

            assertThat(back.amount()).isEqualTo(usd("-225.00"));
            assertThat(back.base()).isEqualTo(usd("-2500.00"));
            assertThat(back.original()).isEqualTo(earned.id());
            assertThat(back.plan()).isEqualTo(earned.plan());
            assertThat(back.fx()).isEqualTo(earned.fx());
            assertThat(back.formula().toString())
                    .isEqualTo(
                            "900.00 USD x 2,500.00 / 10,000.00 - 0.00 taken back before"
                                    + " = 225.00 USD taken back; earned as 9 % of 10,000.00 = 900.00 USD");
        }

        @Test
        void leavesTheYearsBaseAsItIs() {
            Line back = takeBack(earned.after(), earned, "CN-1", "2017-04-02", "2500.00", "0");

            assertThat(back.after().yearToDate()).isEqualTo(earned.after().yearToDate());
        }

        @Test
        void takesBackToTheCentHoweverItIsCredited() {
            Line odd = earn(EMPTY, "INV-1", "2017-03-01", "0.30", flat("50"));
            Line first = takeBack(odd.after(), odd, "CN-1", "2017-03-02", "0.10", "0");
            Line second = takeBack(first.after(), odd, "CN-2", "2017-03-02", "0.10", "0.10");
            Line third = takeBack(second.after(), odd, "CN-3", "2017-03-02", "0.10", "0.20");

            assertThat(odd.amount().plus(first.amount()).plus(second.amount()).plus(third.amount()))
                    .isEqualTo(usd("0.00"));
        }

        @Test
        void isRefusedBeyondTheBase() {
            assertThat(
                            takeBack(
                                            earned.after(),
                                            earned,
                                            "CN-2",
                                            "2017-04-02",
                                            "7500.00",
                                            "2500")
                                    .amount())
                    .isEqualTo(usd("-675.00"));
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() ->
                            takeBack(
                                    earned.after(),
                                    earned,
                                    "CN-2",
                                    "2017-04-02",
                                    "7500.01",
                                    "2500"))
                    .satisfies(refused ->
                            assertThat(refused.refusal()).isEqualTo(LedgerRefusal.OVER_CREDITED));
        }

        @Test
        void isNeverStatedBeforeWhatItTakesBack() {
            Account closed = close(earned.after(), MARCH).after();
            Line late = earn(closed, "INV-2", "2017-03-05", "100.00", flat("9"));

            assertThat(late.period()).isEqualTo(MARCH.plusMonths(1));
            assertThat(takeBack(late.after(), late, "CN-1", "2017-03-06", "100.00", "0").period())
                    .isEqualTo(MARCH.plusMonths(1));
        }
    }

    @Nested
    class ClosingAMonth {

        @Test
        void carriesTheTotalsOfTheMonthAndBeginsWithTheFirstThatHasLines() {
            Line march = earn(EMPTY, "INV-1", "2017-03-01", "1000.00");
            Line may = earn(march.after(), "INV-2", "2017-05-01", "2000.00");

            Closing closing = close(may.after(), YearMonth.of(2017, 5));

            assertThat(closing.period()).isEqualTo(MARCH);
            assertThat(closing.totals()).isEqualTo(new Totals(usd("50.00"), usd("0.00"), 1));
            assertThat(closing.closing()).isEqualTo(usd("50.00"));
            assertThat(closing.after().open()).containsOnlyKeys(YearMonth.of(2017, 5));
        }

        @Test
        void goesMonthByMonthUpToTheOneThatIsAskedForAndNoFurther() {
            Account account = earn(EMPTY, "INV-1", "2017-03-01", "1000.00").after();
            int closed = 0;
            while (account.close(YearMonth.of(2017, 12), NOW).isPresent()) {
                account = close(account, YearMonth.of(2017, 12)).after();
                closed++;
            }

            assertThat(closed).isEqualTo(10);
            assertThat(account.closedThrough()).isEqualTo(YearMonth.of(2017, 12));
        }

        @Test
        void hasNothingToDoWhereNothingWasEverEntered() {
            assertThat(EMPTY.close(MARCH, NOW)).isEmpty();
        }

        @Test
        void putsWhatComesLateIntoTheOpenMonthWithItsOwnDate() {
            Account account =
                    close(earn(EMPTY, "INV-1", "2017-03-01", "1000.00").after(), MARCH).after();

            Line late = earn(account, "INV-2", "2017-02-10", "100.00");

            assertThat(late.documentDate()).isEqualTo("2017-02-10");
            assertThat(late.period()).isEqualTo(YearMonth.of(2017, 4));
        }

        @Test
        void paysWhatIsPositiveAndCarriesWhatIsNegative() {
            Line earned = earn(EMPTY, "INV-1", "2017-03-01", "10000.00", flat("9"));
            Account april = close(earned.after(), MARCH).after();
            Line back = takeBack(april, earned, "CN-1", "2017-04-02", "2500.00", "0");
            Closing closing = close(back.after(), YearMonth.of(2017, 4));
            Line more = earn(closing.after(), "INV-2", "2017-05-01", "3000.00", flat("9"));
            Closing may = close(more.after(), YearMonth.of(2017, 5));

            assertThat(april.carried()).isEqualTo(usd("0.00"));
            assertThat(closing.closing()).isEqualTo(usd("-225.00"));
            assertThat(may.opening()).isEqualTo(usd("-225.00"));
            assertThat(may.closing()).isEqualTo(usd("45.00"));
        }
    }

    /** Laws over random histories; the seed is fixed, so a failure can be repeated. */
    @Nested
    class Laws {

        private final Random random = new Random(42);

        @Test
        void whatIsCarriedEqualsWhatTheLinesAddUpTo() {
            for (int round = 0; round < 100; round++) {
                Account account = EMPTY;
                Money earned = usd("0");
                Money stated = usd("0");
                RateTable rates = APlan.accelerator();
                assertThat(rates.tiers()).hasSize(2);
                for (int i = 1; i <= 30; i++) {
                    LocalDate day = LocalDate.of(2017, 1 + random.nextInt(12), 10);
                    Line line =
                            earn(
                                    account,
                                    "INV-" + i,
                                    day.toString(),
                                    (1 + random.nextInt(20_000)) + ".00");
                    assertThat(line.after().sequence()).isEqualTo(account.sequence() + 1);
                    earned = earned.plus(line.amount());
                    account = line.after();
                    if (random.nextInt(5) == 0) {
                        Closing closing = close(account, YearMonth.of(2030, 1));
                        stated = stated.plus(closing.totals().sum());
                        account = closing.after();
                    }
                }
                Money open =
                        Money.sum(
                                ID.currency(),
                                account.open().values().stream().map(Totals::sum).toList());
                assertThat(stated.plus(open)).isEqualTo(earned);
            }
        }

        @Test
        void creditsInAnyOrderTakeBackTheSameSum() {
            for (int round = 0; round < 200; round++) {
                int cents = 2 + random.nextInt(100_000);
                Line earned =
                        earn(
                                EMPTY,
                                "INV-1",
                                "2017-03-01",
                                BigDecimal.valueOf(cents, 2).toPlainString(),
                                flat("7.3"));
                int part = 1 + random.nextInt(cents - 1);
                String one = BigDecimal.valueOf(part, 2).toPlainString();
                String other = BigDecimal.valueOf(cents - part, 2).toPlainString();

                assertThat(both(earned, one, other)).isEqualTo(both(earned, other, one));
                assertThat(both(earned, one, other)).isEqualTo(earned.amount().negated());
            }
        }

        private static Money both(Line earned, String first, String second) {
            return takeBack(earned.after(), earned, "CN-1", "2017-03-02", first, "0")
                    .amount()
                    .plus(
                            takeBack(earned.after(), earned, "CN-2", "2017-03-02", second, first)
                                    .amount());
        }
    }
}
