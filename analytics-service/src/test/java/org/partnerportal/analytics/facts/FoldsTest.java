package org.partnerportal.analytics.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.partnerportal.analytics.AnEvent;
import org.partnerportal.analytics.AnalyticsSettings;
import org.partnerportal.testkit.EventContracts;

class FoldsTest {

    private static final Folds FOLDS = folds("Europe/Budapest");

    static Folds folds(String zone) {
        return new Folds(
                new AnalyticsSettings(
                        ZoneId.of(zone),
                        "USD",
                        10_000,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        100_000,
                        Duration.ofSeconds(10),
                        new AnalyticsSettings.Rebuild(
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(20),
                                20,
                                Duration.ofSeconds(10))));
    }

    private static Fact only(String type, Map<String, Object> data) {
        return only(FOLDS, type, data);
    }

    private static Fact only(Folds folds, String type, Map<String, Object> data) {
        List<Change> changes = folds.changes(AnEvent.received(type, AnEvent.DEAL, 3, data));
        assertThat(changes).hasSize(1);
        Change.OfFact change = (Change.OfFact) changes.getFirst();
        assertThat(change.version()).isEqualTo(3);
        return change.state();
    }

    private static BigDecimal revenue(List<Entry> entries) {
        return entries.stream()
                .map(Entry::revenue)
                .filter(amount -> amount != null)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Nested
    class ADeal {

        @Test
        void isARegistrationOfTheDayItWasRegistered() {
            Fact fact =
                    only(
                            "deal.submitted",
                            AnEvent.deal(AnEvent.DEAL, AnEvent.PARTNER, "SUBMITTED"));

            LocalDate day = LocalDate.of(2017, 2, 10);
            assertThat(fact.partnerId()).isEqualTo(AnEvent.PARTNER);
            assertThat(fact.entries()).containsExactly(Entry.registered(day, null, false));
            assertThat(fact.lines()).containsExactly(Entry.registered(day, "GTX Pro", false));
        }

        @Test
        void inTheProgrammeCurrencyWhereItNamesNoAmount() {
            assertThat(
                            only("deal.submitted", AnEvent.deal(AnEvent.DEAL, "ptr_1", "SUBMITTED"))
                                    .currency())
                    .isEqualTo("USD");
        }

        @Test
        void inTheCurrencyOfItsEstimate() {
            var data = AnEvent.deal(AnEvent.DEAL, "ptr_1", "SUBMITTED");
            data.put("estimate", AnEvent.money("100.00", "EUR"));

            assertThat(only("deal.submitted", data).currency()).isEqualTo("EUR");
        }

        @Test
        void thatIsWonConvertsItsRegistrationAndBringsRevenueOnTheDayItWasWon() {
            Fact fact =
                    only(
                            "deal.won",
                            AnEvent.won(AnEvent.DEAL, "ptr_1", "2017-03-01T00:00:00Z", "100.50"));

            assertThat(fact.entries())
                    .containsExactly(
                            Entry.registered(LocalDate.of(2017, 2, 10), null, true),
                            Entry.won(LocalDate.of(2017, 3, 1), null, new BigDecimal("100.50")));
        }

        @Test
        void thatIsLostCountsOnTheDayItWasLost() {
            Fact fact =
                    only("deal.lost", AnEvent.lost(AnEvent.DEAL, "ptr_1", "2017-05-02T10:00:00Z"));

            assertThat(fact.entries())
                    .containsExactly(
                            Entry.registered(LocalDate.of(2017, 2, 10), null, false),
                            Entry.lost(LocalDate.of(2017, 5, 2), null));
        }

        @Test
        void thatWasTakenBackByUndoAddsNothing() {
            List<Change> changes =
                    FOLDS.changes(
                            AnEvent.received(
                                    "deal.removed",
                                    AnEvent.DEAL,
                                    4,
                                    AnEvent.deal(AnEvent.DEAL, "ptr_1", "REMOVED")));

            assertThat(changes)
                    .extracting(Change::id)
                    .containsExactly("deal|" + AnEvent.DEAL, "approval|" + AnEvent.DEAL);
            assertThat(changes)
                    .allSatisfy(change ->
                            assertThat(((Change.OfFact) change).state().entries()).isEmpty());
        }

        @Test
        void thatIsApprovedKeepsTheDayOfApprovalApart() {
            List<Change> changes =
                    FOLDS.changes(
                            AnEvent.received(
                                    "deal.approved",
                                    AnEvent.DEAL,
                                    2,
                                    "2017-02-12T23:30:00Z",
                                    AnEvent.approved(AnEvent.DEAL, "ptr_1")));

            assertThat(changes).hasSize(2);
            Change.OfFact approval = (Change.OfFact) changes.get(1);
            assertThat(approval.id()).isEqualTo("approval|" + AnEvent.DEAL);
            // Half past eleven in UTC is the next day in Budapest.
            assertThat(approval.state().entries())
                    .containsExactly(Entry.approved(LocalDate.of(2017, 2, 13), null));
        }
    }

    @Nested
    class ADay {

        @Test
        void isTheSameInEveryZoneWhereOnlyADateIsGiven() {
            for (String zone : List.of("Pacific/Auckland", "UTC", "America/Los_Angeles")) {
                assertThat(BusinessDay.of("2017-03-01", ZoneId.of(zone)))
                        .isEqualTo(LocalDate.of(2017, 3, 1));
            }
        }

        @Test
        void beginsAtMidnightInTheProgrammesZone() {
            ZoneId budapest = ZoneId.of("Europe/Budapest");

            assertThat(BusinessDay.of("2017-02-28T22:59:59Z", budapest))
                    .isEqualTo(LocalDate.of(2017, 2, 28));
            assertThat(BusinessDay.of("2017-02-28T23:00:00Z", budapest))
                    .isEqualTo(LocalDate.of(2017, 3, 1));
            assertThat(BusinessDay.of("2017-03-01T00:00:00+01:00", budapest))
                    .isEqualTo(LocalDate.of(2017, 3, 1));
        }

        @Test
        void decidesTheMonth() {
            Fact fact =
                    only(
                            folds("America/New_York"),
                            "deal.won",
                            AnEvent.won(AnEvent.DEAL, "ptr_1", "2017-04-01T03:00:00Z", "1.00"));

            assertThat(fact.entries().getLast().month()).isEqualTo(YearMonth.of(2017, 3));
        }
    }

    @Nested
    class RevenueByProduct {

        private List<Entry> wonLines(String total, Object... lines) {
            var data = AnEvent.won(AnEvent.DEAL, "ptr_1", "2017-03-01T10:00:00Z", total);
            data.put("products", List.of(lines));
            return only("deal.won", data).lines().stream()
                    .filter(entry -> entry.won() == 1)
                    .toList();
        }

        @Test
        void isTheLinesOwnWhereTheyAddUpToTheTotal() {
            assertThat(wonLines("100.00", AnEvent.line("A", "70.00"), AnEvent.line("B", "30.00")))
                    .extracting(Entry::productCode, Entry::revenue)
                    .containsExactly(
                            tuple("A", new BigDecimal("70.00")),
                            tuple("B", new BigDecimal("30.00")));
        }

        @Test
        void isSplitInTheLinesProportionWhereTheTotalIsAnother() {
            assertThat(wonLines("90.01", AnEvent.line("A", "20.00"), AnEvent.line("B", "10.00")))
                    .extracting(Entry::revenue)
                    .containsExactly(new BigDecimal("60.01"), new BigDecimal("30.00"));
        }

        @Test
        void isSplitEquallyWhereALineNamesNoAmount() {
            assertThat(
                            wonLines(
                                    "100.00",
                                    AnEvent.line("A", "99.00"),
                                    AnEvent.line("B"),
                                    AnEvent.line("C")))
                    .extracting(Entry::revenue)
                    .containsExactly(
                            new BigDecimal("33.34"),
                            new BigDecimal("33.33"),
                            new BigDecimal("33.33"));
        }

        @Test
        void countsAProductOnceThoughItIsOnTwoLines() {
            assertThat(
                            wonLines(
                                    "100.00",
                                    AnEvent.line("A", "20.00"),
                                    AnEvent.line("B", "50.00"),
                                    AnEvent.line("A", "30.00")))
                    .extracting(Entry::productCode, Entry::revenue)
                    .containsExactly(
                            tuple("A", new BigDecimal("50.00")),
                            tuple("B", new BigDecimal("50.00")));
        }

        @Test
        void alwaysAddsUpToTheTotal() {
            var random = new Random(20170301);
            for (int i = 0; i < 500; i++) {
                String total = BigDecimal.valueOf(random.nextInt(1_000_000), 2).toPlainString();
                var lines = new ArrayList<Object>();
                for (int line = 0; line <= random.nextInt(6); line++) {
                    String code = "P" + random.nextInt(4);
                    lines.add(
                            random.nextInt(10) == 0
                                    ? AnEvent.line(code)
                                    : AnEvent.line(
                                            code,
                                            BigDecimal.valueOf(random.nextInt(100_000), 2)
                                                    .toPlainString()));
                }
                assertThat(revenue(wonLines(total, lines.toArray())))
                        .as(total + " over " + lines)
                        .isEqualByComparingTo(total);
            }
        }
    }

    @Nested
    class AnEarningLine {

        @Test
        void addsToWhatIsEarnedOnTheDayOfItsDocument() {
            Fact fact =
                    only(
                            "commission.accrued",
                            AnEvent.earning("line_1", "EARNING", "ptr_1", "5.25", "2017-03-05"));

            LocalDate day = LocalDate.of(2017, 3, 5);
            assertThat(fact.entries())
                    .containsExactly(Entry.earned(day, null, new BigDecimal("5.25")));
            assertThat(fact.lines())
                    .containsExactly(Entry.earned(day, "GTX Pro", new BigDecimal("5.25")));
        }

        @Test
        void isTakenBackWhicheverSignTheClawbackHas() {
            for (String amount : List.of("5.25", "-5.25")) {
                Fact fact =
                        only(
                                "commission.clawed-back",
                                AnEvent.earning(
                                        "line_2", "CLAWBACK", "ptr_1", amount, "2017-04-05"));

                assertThat(fact.entries())
                        .containsExactly(
                                Entry.clawedBack(
                                        LocalDate.of(2017, 4, 5), null, new BigDecimal("5.25")));
            }
        }
    }

    @Nested
    class TheContracts {

        @Test
        void haveAnExampleOfEachFactThatFiguresAreMadeOf() {
            var read = new HashMap<String, Integer>();
            for (String context : List.of("partner", "deal", "commission")) {
                for (String type : EventContracts.types(context)) {
                    read.put(
                            type,
                            FOLDS.changes(
                                            AnEvent.envelope(
                                                    type,
                                                    "subject",
                                                    1,
                                                    "2017-03-01T10:00:00Z",
                                                    EventContracts.example(type)))
                                    .size());
                }
            }

            assertThat(read)
                    .containsEntry("partner.created", 1)
                    .containsEntry("partner.removed", 1)
                    .containsEntry("deal.imported", 1)
                    .containsEntry("deal.approved", 2)
                    .containsEntry("deal.won", 1)
                    .containsEntry("deal.lost", 1)
                    .containsEntry("deal.product-listed", 1)
                    .containsEntry("commission.accrued", 1)
                    .containsEntry("commission.clawed-back", 1);
        }
    }

    @Test
    void passesOverFactsThatNoFigureNeeds() {
        assertThat(
                        FOLDS.changes(
                                AnEvent.envelope(
                                        "partner.sneezed",
                                        "ptr_1",
                                        1,
                                        "2017-03-01T10:00:00Z",
                                        AnEvent.JSON.createObjectNode())))
                .isEmpty();
    }

    @Test
    void refusesAnAmountWithMoreDecimalsThanItsCurrencyHas() {
        assertThatThrownBy(() ->
                        only(
                                "commission.accrued",
                                AnEvent.earning(
                                        "line_1", "EARNING", "ptr_1", "5.255", "2017-03-05")))
                .hasMessageContaining("common.too-many-decimals");
    }
}
