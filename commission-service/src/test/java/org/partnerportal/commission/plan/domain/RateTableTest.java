package org.partnerportal.commission.plan.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.partnerportal.kernel.Money;
import org.partnerportal.kernel.Refused;

class RateTableTest {

    private static Money usd(String amount) {
        return Money.of(amount, "USD");
    }

    private static Calculation on(String before, String base) {
        return APlan.accelerator().on(new BigDecimal(before), usd(base));
    }

    @Nested
    class Marginal {

        @Test
        void splitsALineThatCrossesAThresholdAndSaysHow() {
            Calculation crossing = on("95000", "20000.00");

            assertThat(crossing.amount()).isEqualTo(usd("1300.00"));
            assertThat(crossing.formula())
                    .isEqualTo("5 % of 5,000.00 + 7 % of 15,000.00 = 1,300.00 USD");
        }

        @Test
        void earnsTheLowerRateUpToTheLastCentAndTheHigherFromTheNext() {
            assertThat(on("99999.00", "1.00").formula()).isEqualTo("5 % of 1.00 = 0.05 USD");
            assertThat(on("100000.00", "1.00").formula()).isEqualTo("7 % of 1.00 = 0.07 USD");
            assertThat(on("99999.99", "0.02").slices()).hasSize(2);
        }

        @Test
        void crossesSeveralThresholdsInOneLine() {
            Calculation wide =
                    APlan.marginal("0", "1", "10", "2", "20", "3")
                            .on(BigDecimal.ZERO, usd("30.00"));

            assertThat(wide.formula())
                    .isEqualTo("1 % of 10.00 + 2 % of 10.00 + 3 % of 10.00 = 0.60 USD");
        }

        @Test
        void undoesTheTopmostPartForANegativeLine() {
            assertThat(on("115000", "-20000.00").formula())
                    .isEqualTo("5 % of -5,000.00 + 7 % of -15,000.00 = -1,300.00 USD");
            assertThat(on("0", "-100.00").amount()).isEqualTo(usd("-5.00"));
        }

        @Test
        void roundsOnceHalfUpAndNotPerPart() {
            // 0.5 % of 1 + 0.5 % of 1 is 0.01; two rounded halves would be 0.02.
            assertThat(
                            APlan.marginal("0", "0.5", "1", "0.5000")
                                    .on(BigDecimal.ZERO, usd("2.00"))
                                    .amount())
                    .isEqualTo(usd("0.01"));
            assertThat(APlan.flat("5").on(BigDecimal.ZERO, usd("0.10")).amount())
                    .isEqualTo(usd("0.01"));
            assertThat(APlan.flat("5").on(BigDecimal.ZERO, usd("0.09")).amount())
                    .isEqualTo(usd("0.00"));
        }

        @Test
        void endsALineThatReachesAThresholdInTheTierBelowIt() {
            assertThat(on("99000", "1000.00").formula()).isEqualTo("5 % of 1,000.00 = 50.00 USD");
            assertThat(on("101000", "-1000.00").formula())
                    .isEqualTo("7 % of -1,000.00 = -70.00 USD");
        }

        @Test
        void saysNothingOfALineThatIsZero() {
            assertThat(on("99000", "0.00").formula()).isEqualTo("nothing = 0.00 USD");
        }

        @Test
        void earnsNothingMoreFromATierOfZeroPercentWhichIsHowAPlanIsCapped() {
            RateTable capped = APlan.marginal("0", "5", "100000", "0");

            assertThat(capped.on(new BigDecimal("99000"), usd("5000.00")).amount())
                    .isEqualTo(usd("50.00"));
            assertThat(capped.on(new BigDecimal("100000"), usd("5000.00")).amount())
                    .isEqualTo(usd("0.00"));
        }

        @Test
        void writesFiguresAsPeopleReadThem() {
            assertThat(Calculation.text(usd("1234567.80"))).isEqualTo("1,234,567.80 USD");
            assertThat(Calculation.text(usd("-100.00"))).isEqualTo("-100.00 USD");
            assertThat(Calculation.text(usd("-1000.00"))).isEqualTo("-1,000.00 USD");
            assertThat(Calculation.text(Money.of("999999", "JPY"))).isEqualTo("999,999 JPY");
        }

        @Test
        void keepsTheDecimalsOfTheCurrency() {
            assertThat(APlan.flat("7.25").on(BigDecimal.ZERO, Money.of("10000", "JPY")).formula())
                    .isEqualTo("7.25 % of 10,000 = 725 JPY");
        }
    }

    /** Laws over random tables and lines; the seed is fixed, so a failure can be repeated. */
    @Nested
    class Laws {

        private final Random random = new Random(20170101);

        @Test
        void linesOfAYearTogetherEarnWhatTheirSumDoesWithinACentEach() {
            for (int round = 0; round < 200; round++) {
                RateTable rates = randomRates();
                BigDecimal before = BigDecimal.ZERO;
                BigDecimal sum = BigDecimal.ZERO;
                int lines = 1 + random.nextInt(20);
                for (int i = 0; i < lines; i++) {
                    Money base = cents(1 + random.nextInt(5_000_000));
                    sum = sum.add(rates.on(before, base).amount().amount());
                    before = before.add(base.amount());
                }
                BigDecimal whole =
                        rates.on(BigDecimal.ZERO, new Money(before, usd("0").currency()))
                                .amount()
                                .amount();
                assertThat(sum.subtract(whole).abs())
                        .isLessThanOrEqualTo(BigDecimal.valueOf(lines + 1L, 2));
            }
        }

        @Test
        void partsOfABaseAddUpToIt() {
            for (int round = 0; round < 500; round++) {
                Money base = cents(random.nextInt(10_000_000) - 5_000_000);
                Calculation calculation =
                        randomRates().on(cents(random.nextInt(10_000_000)).amount(), base);
                assertThat(
                                calculation.slices().stream()
                                        .map(Calculation.Slice::base)
                                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                        .isEqualByComparingTo(base.amount());
            }
        }

        private Money cents(int cents) {
            return new Money(BigDecimal.valueOf(cents, 2), usd("0").currency());
        }

        private RateTable randomRates() {
            return APlan.marginal(
                    "0",
                    "" + random.nextInt(10),
                    "" + (1 + random.nextInt(50_000)),
                    "" + random.nextInt(20),
                    "" + (50_001 + random.nextInt(50_000)),
                    "" + random.nextInt(30));
        }
    }

    @Nested
    class IsRefused {

        private void assertRefused(PlanRefusal refusal, Runnable making) {
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(making::run)
                    .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal));
        }

        @Test
        void withoutARateFromZero() {
            assertRefused(PlanRefusal.NO_FIRST_RATE, () -> APlan.marginal("1", "5"));
            assertRefused(PlanRefusal.NO_FIRST_RATE, APlan::marginal);
        }

        @Test
        void whenThresholdsDoNotRise() {
            assertRefused(
                    PlanRefusal.THRESHOLDS_NOT_RISING,
                    () -> APlan.marginal("0", "5", "10", "6", "10.0", "7"));
        }

        @Test
        void withAPercentageOutOfBounds() {
            assertRefused(PlanRefusal.BAD_PERCENTAGE, () -> APlan.flat("-0.1"));
            assertRefused(PlanRefusal.BAD_PERCENTAGE, () -> APlan.flat("100.0001"));
            assertRefused(PlanRefusal.BAD_PERCENTAGE, () -> APlan.flat("0.00001"));
            assertThat(APlan.flat("100").tiers()).hasSize(1);
        }

        @Test
        void asFlatWithMoreThanOneRate() {
            assertRefused(
                    PlanRefusal.FLAT_WITH_TIERS,
                    () ->
                            new RateTable(
                                    RateTable.Mode.FLAT,
                                    List.of(
                                            new Tier(BigDecimal.ZERO, BigDecimal.ONE),
                                            new Tier(BigDecimal.TEN, BigDecimal.TEN))));
        }
    }
}
