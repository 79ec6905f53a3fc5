package org.partnerportal.stack.demo.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.partnerportal.kernel.Money;
import org.partnerportal.stack.demo.data.Figures.Outcome;

class FiguresTest {

    private static final CrmSales DATA = CrmSales.checkedIn();
    private static final Figures FIGURES = Figures.of(DATA);

    private static Money usd(String amount) {
        return Money.of(amount, "USD");
    }

    /** The figures that are published with the data set. */
    @Nested
    class OfTheCheckedInFiles {

        @Test
        void countWinsAndLosses() {
            assertThat(FIGURES.total().won()).isEqualTo(4_238);
            assertThat(FIGURES.total().lost()).isEqualTo(2_473);
            assertThat(FIGURES.registrations()).isEqualTo(6_711);
        }

        @Test
        void addUpTheWonValue() {
            assertThat(FIGURES.total().revenue()).isEqualTo(usd("10005534.00"));
        }

        @Test
        void addUpTheCommission() {
            assertThat(FIGURES.commission()).isEqualTo(usd("640387.38"));
        }

        @Test
        void knowTheCommissionOfOnePartner() {
            assertThat(FIGURES.commissionByPartner().get(DATA.partnerNamed("Darcel Schlecht").id()))
                    .isEqualTo(usd("78724.98"));
        }

        @Test
        void countTheRowsWithoutAnAccount() {
            assertThat(FIGURES.refusedRows()).hasSize(1_425);
            assertThat(DATA.registrations())
                    .hasSize(6_711 + 1_425)
                    .filteredOn(it -> it.customer().isEmpty())
                    .hasSize(1_425);
        }

        @Test
        void decideTheOpenOpportunities() {
            assertThat(DATA.open()).hasSize(664);
            assertThat(FIGURES.count(Outcome.APPROVED)).isEqualTo(372);
            assertThat(FIGURES.count(Outcome.CUSTOMER_PROTECTED)).isEqualTo(281);
            assertThat(FIGURES.count(Outcome.OWN_DUPLICATE)).isEqualTo(11);
        }

        @Test
        void countPartners() {
            assertThat(DATA.partners()).hasSize(35);
            var seen = new HashSet<String>();
            DATA.registrations().forEach(it -> seen.add(it.partnerId()));
            DATA.open().forEach(it -> seen.add(it.partnerId()));
            assertThat(seen).hasSize(30);
            assertThat(FIGURES.byPartner()).hasSize(30);
        }

        @Test
        void splitByRegionAndProductWithoutLoss() {
            assertThat(FIGURES.byRegion()).containsOnlyKeys("Central", "East", "West");
            assertThat(FIGURES.byProduct()).hasSize(7).containsKey("GTX Pro");
            for (var split :
                    List.of(FIGURES.byRegion(), FIGURES.byProduct(), FIGURES.byPartner())) {
                assertThat(
                                Money.sum(
                                        Figures.USD,
                                        split.values().stream()
                                                .map(Figures.Tally::revenue)
                                                .toList()))
                        .isEqualTo(FIGURES.total().revenue());
                assertThat(split.values().stream().mapToInt(Figures.Tally::won).sum())
                        .isEqualTo(4_238);
            }
        }

        @Test
        void haveAStatementForEachMonthWithAWin() {
            assertThat(FIGURES.statementCount()).isEqualTo(300);
            assertThat(FIGURES.statements().values())
                    .allSatisfy(months -> {
                        assertThat(months.first()).isEqualTo(YearMonth.of(2017, 3));
                        assertThat(months.last()).isEqualTo(YearMonth.of(2017, 12));
                    });
        }

        @Test
        void mapTheUndeclaredSpellingByItsAlias() {
            assertThat(DATA.productOf("GTXPro").code()).isEqualTo("GTX Pro");
            assertThatThrownBy(() -> DATA.productOf("gtx pro")).hasMessageContaining("gtx pro");
        }
    }

    @Nested
    class OfAFewRows {

        private static CrmSales with(List<Closing> closings, List<Opportunity> open) {
            var partner = new Partner("ptr_1", "One", "US", "North", "manager");
            var product = new Product("A", "S", usd("1.00"), List.of("alias of A"));
            var registrations =
                    closings.stream()
                            .map(it ->
                                    new Registration(
                                            2,
                                            it.opportunityId(),
                                            "ptr_1",
                                            Optional.of("Customer"),
                                            "A",
                                            Optional.of(it.on())))
                            .toList();
            return new CrmSales(List.of(partner), List.of(product), registrations, closings, open);
        }

        private static Closing won(String id, String date, String amount) {
            return new Closing(id, true, LocalDate.parse(date), usd(amount));
        }

        private static Opportunity open(String id, String partner, String product, String date) {
            return new Opportunity(
                    id,
                    partner,
                    "Customer",
                    "US",
                    product,
                    Optional.of(date).filter(text -> !text.isEmpty()).map(LocalDate::parse));
        }

        @Test
        void payTheHigherRateForThePartAboveTheTier() {
            var data =
                    with(
                            List.of(
                                    won("A", "2017-01-01", "99999.00"),
                                    won("B", "2017-12-31", "2.00")),
                            List.of());

            assertThat(Figures.of(data).commission())
                    .isEqualTo(usd("4999.95").plus(usd("0.05").plus(usd("0.07"))));
        }

        @Test
        void beginTheTierAnewEachYear() {
            var data =
                    with(
                            List.of(
                                    won("A", "2017-12-31", "100000.00"),
                                    won("B", "2018-01-01", "100000.00")),
                            List.of());

            assertThat(Figures.of(data).commission()).isEqualTo(usd("10000.00"));
        }

        @Test
        void giveTheCustomerToTheFirstAndThoseWithoutADateComeLast() {
            var data =
                    with(
                            List.of(),
                            List.of(
                                    open("1-undated", "ptr_1", "A", ""),
                                    open("2-later", "ptr_2", "A", "2017-02-02"),
                                    open("3-first", "ptr_1", "alias of A", "2017-02-01"),
                                    open("3-also-first", "ptr_2", "A", "2017-02-01")));

            assertThat(Figures.of(data).open())
                    .containsExactly(
                            Map.entry("3-also-first", Outcome.APPROVED),
                            Map.entry("3-first", Outcome.CUSTOMER_PROTECTED),
                            Map.entry("2-later", Outcome.OWN_DUPLICATE),
                            Map.entry("1-undated", Outcome.CUSTOMER_PROTECTED));
        }

        @Test
        void refuseAClosingThatNobodyRegistered() {
            var data =
                    new CrmSales(
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(won("A", "2017-01-01", "1.00")),
                            List.of());

            assertThatThrownBy(() -> Figures.of(data)).hasMessageContaining("A is closed");
        }
    }
}
