package org.partnerportal.analytics.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.partnerportal.analytics.AnEvent;
import org.partnerportal.analytics.facts.Change;
import org.partnerportal.analytics.facts.Folds;
import org.partnerportal.analytics.projections.Projections;
import org.partnerportal.kernel.Money;
import org.partnerportal.testkit.SuiteTest;
import org.springframework.beans.factory.annotation.Autowired;

@SuiteTest
class FiguresIT {

    /** Far from the generations that the running service makes. */
    private static final AtomicInteger GENERATIONS = new AtomicInteger(1_000);

    @Autowired private Figures figures;
    @Autowired private Projections projections;
    @Autowired private Folds folds;

    private int generation;

    @BeforeEach
    void anEmptyGeneration() {
        generation = GENERATIONS.incrementAndGet();
        projections.prepare(generation);
    }

    private List<Change> changes(String type, String id, long version, Object data) {
        return folds.changes(AnEvent.received(type, id, version, data));
    }

    private void happened(String type, String id, long version, Object data) {
        changes(type, id, version, data).forEach(change -> projections.keep(generation, change));
    }

    private static Question by(Dimension... dimensions) {
        return new Question(new LinkedHashSet<>(List.of(dimensions)), Period.ALWAYS, null, null);
    }

    private static Money usd(String amount) {
        return Money.of(amount, "USD");
    }

    private static Set<Set<Dimension>> everyCombination() {
        Set<Set<Dimension>> combinations = new LinkedHashSet<>(Set.of(Set.of()));
        for (Dimension dimension : Dimension.values()) {
            for (Set<Dimension> without : List.copyOf(combinations)) {
                var with = new LinkedHashSet<>(without);
                with.add(dimension);
                combinations.add(with);
            }
        }
        return combinations;
    }

    /** Anna (West): one won in March, one lost; Bela (East): one won in April, one in EUR. */
    private void aSmallProgramme() {
        happened("partner.activated", "ptr_a", 1, AnEvent.partner("ptr_a", "Anna", "West", "max"));
        happened("partner.activated", "ptr_b", 1, AnEvent.partner("ptr_b", "Bela", "East", "eva"));
        happened("deal.product-listed", "GTX Pro", 1, AnEvent.product("GTX Pro", "GTX Pro 2"));
        happened("deal.won", "d1", 2, AnEvent.won("d1", "ptr_a", "2017-03-01T00:00:00Z", "100.10"));
        happened("deal.lost", "d2", 2, AnEvent.lost("d2", "ptr_a", "2017-03-09T09:00:00Z"));
        happened("deal.won", "d3", 2, AnEvent.won("d3", "ptr_b", "2017-04-02T09:00:00Z", "200.20"));
        happened(
                "deal.won",
                "d4",
                2,
                AnEvent.won("d4", "ptr_b", "2017-04-03T09:00:00Z", "50.00", "EUR"));
        happened(
                "commission.accrued",
                "l1",
                1,
                AnEvent.earning("l1", "EARNING", "ptr_a", "5.01", "2017-03-01"));
        happened(
                "commission.clawed-back",
                "l2",
                1,
                AnEvent.earning("l2", "CLAWBACK", "ptr_a", "-1.00", "2017-04-01"));
    }

    @Nested
    class ASummary {

        @BeforeEach
        void ofASmallProgramme() {
            aSmallProgramme();
        }

        @Test
        void byPartnerNamesThemAndKeepsCurrenciesApart() {
            assertThat(figures.rows(generation, by(Dimension.PARTNER)))
                    .extracting(
                            Row::partnerName,
                            Row::currency,
                            Row::registrations,
                            Row::won,
                            Row::lost,
                            row -> String.valueOf(row.conversion()),
                            Row::revenue,
                            Row::commission)
                    .containsExactly(
                            tuple("Anna", "USD", 2L, 1L, 1L, "0.5000", usd("100.10"), usd("4.01")),
                            tuple(
                                    "Bela",
                                    "EUR",
                                    1L,
                                    1L,
                                    0L,
                                    "1.0000",
                                    Money.of("50.00", "EUR"),
                                    Money.of("0.00", "EUR")),
                            tuple("Bela", "USD", 1L, 1L, 0L, "1.0000", usd("200.20"), usd("0.00")));
        }

        @Test
        void byMonthPutsEachFigureInTheMonthOfItsOwnDay() {
            assertThat(figures.rows(generation, by(Dimension.MONTH)))
                    .filteredOn(row -> row.currency().equals("USD"))
                    .extracting(
                            row -> String.valueOf(row.month()),
                            Row::registrations,
                            Row::converted,
                            Row::won,
                            Row::revenue,
                            Row::commission)
                    .containsExactly(
                            tuple("2017-02", 3L, 2L, 0L, usd("0.00"), usd("0.00")),
                            tuple("2017-03", 0L, 0L, 1L, usd("100.10"), usd("5.01")),
                            tuple("2017-04", 0L, 0L, 1L, usd("200.20"), usd("-1.00")));
        }

        @Test
        void byRegionAndMonthIsSortedInThatOrder() {
            assertThat(figures.rows(generation, by(Dimension.REGION, Dimension.MONTH)))
                    .filteredOn(row -> row.currency().equals("USD"))
                    .extracting(Row::region, row -> String.valueOf(row.month()))
                    .containsExactly(
                            tuple("East", "2017-02"),
                            tuple("East", "2017-04"),
                            tuple("West", "2017-02"),
                            tuple("West", "2017-03"),
                            tuple("West", "2017-04"));
        }

        @Test
        void ofAPeriodLeavesOutTheDaysBeforeAndAfter() {
            var question =
                    new Question(
                            new LinkedHashSet<>(), Period.of("2017-03-01", "2017-03"), null, null);

            assertThat(figures.rows(generation, question))
                    .extracting(Row::won, Row::lost, Row::revenue)
                    .containsExactly(tuple(1L, 1L, usd("100.10")));
        }

        @Test
        void ofNoPartnerAtAllIsEmpty() {
            var question = new Question(new LinkedHashSet<>(), Period.ALWAYS, Set.of(), null);

            assertThat(figures.rows(generation, question)).isEmpty();
        }
    }

    @Nested
    class ADealOfTwoProducts {

        @BeforeEach
        void isWon() {
            var data = AnEvent.won("d1", "ptr_a", "2017-03-01T10:00:00Z", "100.01");
            data.put("products", List.of(AnEvent.line("A"), AnEvent.line("B")));
            happened("deal.won", "d1", 2, data);
        }

        @Test
        void countsForEachProductAndItsRevenueAddsUpToTheTotal() {
            List<Row> rows = figures.rows(generation, by(Dimension.PRODUCT));
            List<Row> total = figures.rows(generation, by(Dimension.PRODUCT).inTotal());

            assertThat(rows)
                    .extracting(Row::productCode, Row::won, Row::revenue)
                    .containsExactly(tuple("A", 1L, usd("50.01")), tuple("B", 1L, usd("50.00")));
            assertThat(total)
                    .extracting(Row::won, Row::revenue)
                    .containsExactly(tuple(1L, usd("100.01")));
        }

        @Test
        void countsWithItsPartWhenOneProductIsAskedFor() {
            var question = new Question(new LinkedHashSet<>(), Period.ALWAYS, null, "B");

            assertThat(figures.rows(generation, question))
                    .extracting(Row::registrations, Row::revenue)
                    .containsExactly(tuple(1L, usd("50.00")));
        }
    }

    @Nested
    class KeptSums {

        @Test
        void answerEveryQuestionAsTheStoreDoes() {
            aSmallProgramme();
            for (Set<Dimension> dimensions : everyCombination()) {
                for (Period period : List.of(Period.ALWAYS, Period.of("2017-03", "2017-03-31"))) {
                    for (String product : new String[] {null, "GTX Pro", "none"}) {
                        var all =
                                new Question(
                                        new LinkedHashSet<>(dimensions), period, null, product);
                        var one =
                                new Question(
                                        new LinkedHashSet<>(dimensions),
                                        period,
                                        Set.of("ptr_b"),
                                        product);

                        assertThat(figures.rows(generation, all, "mark"))
                                .as(all.toString())
                                .isEqualTo(figures.rows(generation, all));
                        assertThat(figures.rows(generation, one, "mark"))
                                .as(one.toString())
                                .isEqualTo(figures.rows(generation, one));
                    }
                }
            }
        }

        @Test
        void areMadeAgainUnderAnotherMark() {
            aSmallProgramme();
            List<Row> before = figures.rows(generation, by(), "one");
            happened("deal.lost", "d9", 1, AnEvent.lost("d9", "ptr_a", "2017-03-09T09:00:00Z"));

            assertThat(figures.rows(generation, by(), "one")).isEqualTo(before);
            assertThat(figures.rows(generation, by(), "two"))
                    .isEqualTo(figures.rows(generation, by()))
                    .isNotEqualTo(before);
        }
    }

    @Nested
    class Deliveries {

        @Test
        void repeatedOrLateChangeNothing() {
            aSmallProgramme();
            List<Row> once = figures.totals(generation);

            aSmallProgramme();
            happened("deal.submitted", "d1", 1, AnEvent.deal("d1", "ptr_a", "SUBMITTED"));

            assertThat(figures.totals(generation)).isEqualTo(once);
        }

        @Test
        void inOneWriteEndInTheSameAsOneByOne() {
            var won = AnEvent.won("d1", "ptr_a", "2017-03-01T00:00:00Z", "7.00");
            happened("deal.won", "d1", 2, won);
            List<Row> oneByOne = figures.totals(generation);
            anEmptyGeneration();
            List<Change> late =
                    changes("deal.submitted", "d1", 1, AnEvent.deal("d1", "ptr_a", "SUBMITTED"));
            List<Change> news = changes("deal.won", "d1", 2, won);

            projections.keep(generation, List.of(news.getFirst(), late.getFirst()));
            projections.keep(generation, List.of(late.getFirst(), news.getFirst()));
            projections.keep(generation, late);

            assertThat(figures.totals(generation)).isEqualTo(oneByOne);
        }

        @Test
        void ofAPartnerAfterItsDealsGiveTheDealsTheirRegion() {
            happened(
                    "deal.won",
                    "d1",
                    2,
                    AnEvent.won("d1", "ptr_a", "2017-03-01T00:00:00Z", "7.00"));
            assertThat(figures.rows(generation, by(Dimension.REGION)))
                    .extracting(Row::region)
                    .containsOnlyNulls();

            Map<String, Object> partner = AnEvent.partner("ptr_a", "Anna", "West", "max");
            happened("partner.created", "ptr_a", 1, partner);

            assertThat(figures.rows(generation, by(Dimension.REGION)))
                    .extracting(Row::region)
                    .containsExactly("West");
        }
    }
}
