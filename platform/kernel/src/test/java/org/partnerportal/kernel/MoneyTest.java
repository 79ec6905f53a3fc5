package org.partnerportal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    private static final Currency USD = Money.currency("USD");

    @Test
    void isKeptAtTheDecimalsOfItsCurrency() {
        assertThat(Money.of("10", "USD")).hasToString("10.00 USD");
        assertThat(Money.of("10", "JPY")).hasToString("10 JPY");
        assertThat(Money.of("1.5", "BHD")).hasToString("1.500 BHD");
    }

    @Test
    void withMoreDecimalsThanTheCurrencyHasIsRefusedAndNotRounded() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Money.of("10.005", "USD"))
                .satisfies(refused ->
                        assertThat(refused.refusal()).isEqualTo(CommonRefusal.TOO_MANY_DECIMALS));
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> Money.of("0.5", "JPY"));
        assertThat(Money.of("10.000", "USD")).isEqualTo(Money.of("10", "USD"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"XBTC", "usd", "", "XXX", "XTS", "XAU", "XDR"})
    void ofWhatIsNoMoneyIsRefused(String code) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Money.of("1", code))
                .satisfies(refused ->
                        assertThat(refused.refusal()).isEqualTo(CommonRefusal.UNKNOWN_CURRENCY));
    }

    @Test
    void withAnAbsurdExponentIsRefusedWithoutBeingWrittenOut() {
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> Money.of("1e999999999", "USD"));
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> Money.of("1e-999999999", "USD"));
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> Money.of("1e2147483647", "USD"));
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> Money.of("1e-2147483647", "USD"));
    }

    @Test
    void isRoundedHalfUpAwayFromZero() {
        assertThat(Money.rounded(new BigDecimal("0.125"), USD)).isEqualTo(Money.of("0.13", "USD"));
        assertThat(Money.rounded(new BigDecimal("-0.125"), USD))
                .isEqualTo(Money.of("-0.13", "USD"));
        assertThat(Money.rounded(new BigDecimal("0.1249"), USD)).isEqualTo(Money.of("0.12", "USD"));
    }

    @Test
    void ofTwoCurrenciesIsNeverAdded() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Money.of("1", "USD").plus(Money.of("1", "EUR")))
                .satisfies(refused ->
                        assertThat(refused.refusal()).isEqualTo(CommonRefusal.CURRENCY_MISMATCH));
    }

    @Test
    void followsAnExceptionToTheStandardDecimals() {
        try {
            MinorUnits.except(java.util.Map.of("HUF", 0));
            assertThat(Money.of("1000", "HUF")).hasToString("1000 HUF");
            assertThatExceptionOfType(Refused.class).isThrownBy(() -> Money.of("1000.50", "HUF"));
        } finally {
            MinorUnits.except(java.util.Map.of());
        }
    }

    @Nested
    class Split {

        private static final List<BigDecimal> THREE_EQUAL =
                List.of(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE);

        @Test
        void givesTheUnitsLeftOverToTheFirstOfEqualParts() {
            assertThat(Money.of("1000", "EUR").split(THREE_EQUAL))
                    .containsExactly(
                            Money.of("333.34", "EUR"),
                            Money.of("333.33", "EUR"),
                            Money.of("333.33", "EUR"));
            assertThat(Money.of("1000", "JPY").split(THREE_EQUAL))
                    .containsExactly(
                            Money.of("334", "JPY"), Money.of("333", "JPY"), Money.of("333", "JPY"));
        }

        @Test
        void givesTheUnitsLeftOverToTheLargestRemainder() {
            assertThat(
                            Money.of("0.10", "EUR")
                                    .split(List.of(new BigDecimal("1"), new BigDecimal("2"))))
                    .containsExactly(Money.of("0.03", "EUR"), Money.of("0.07", "EUR"));
        }

        @Test
        void ofANegativeAmountMirrorsThePositiveOne() {
            assertThat(Money.of("-1000", "EUR").split(THREE_EQUAL))
                    .containsExactly(
                            Money.of("-333.34", "EUR"),
                            Money.of("-333.33", "EUR"),
                            Money.of("-333.33", "EUR"));
        }

        @Test
        void alwaysAddsUpToTheWhole() {
            var random = new Random(20261123);
            for (int round = 0; round < 2_000; round++) {
                var whole =
                        Money.rounded(
                                BigDecimal.valueOf(random.nextLong(-1_000_000, 1_000_000), 2), USD);
                var weights = new ArrayList<BigDecimal>();
                for (int i = random.nextInt(1, 9); i > 0; i--) {
                    weights.add(BigDecimal.valueOf(random.nextInt(1, 1000)));
                }
                assertThat(Money.sum(USD, whole.split(weights))).isEqualTo(whole);
            }
        }
    }
}
