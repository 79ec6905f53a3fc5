package org.partnerportal.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.partnerportal.kernel.Money;

class ReconciliationTest {

    private final Reconciliation table = new Reconciliation();

    @Test
    void hasNoDifferenceWhenAllFiguresAgree() {
        table.compare("wins", 4_238, 4_238);
        table.compare("value", Money.of("10005534", "USD"), Money.of("10005534.00", "USD"));

        assertThat(table.differences()).isZero();
        assertThat(table.lines().getLast()).contains("10,005,534.00 USD").endsWith("OK");
    }

    @Test
    void marksWhatDiffersByACent() {
        table.compare("value", Money.of("78724.98", "USD"), Money.of("78724.97", "USD"));

        assertThat(table.differences()).isOne();
        assertThat(table.lines().getLast()).endsWith("DIFFERENT");
    }

    @Test
    void marksTheSameAmountInAnotherCurrency() {
        table.compare("value", Money.of("1.00", "USD"), Money.of("1.00", "EUR"));

        assertThat(table.differences()).isOne();
    }
}
