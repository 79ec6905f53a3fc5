package org.partnerportal.stack.faults.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TermsTest {

    private static BigDecimal owed(Map<String, BigDecimal> credited, boolean paid) {
        return Terms.owed(
                new Promises.Invoice(
                        "I",
                        "A",
                        "ptr_1",
                        Map.of("1", new BigDecimal("100.10"), "2", new BigDecimal("50.00")),
                        credited,
                        paid));
    }

    @Test
    void fivePerCentOfEachLineAreOwedRoundedByLine() {
        assertThat(owed(Map.of(), false)).isEqualByComparingTo("7.51");
    }

    @Test
    void twoPerCentMoreWhenItIsPaid() {
        assertThat(owed(Map.of(), true)).isEqualByComparingTo("10.51");
    }

    @Test
    void aCreditTakesItsShareBack() {
        assertThat(owed(Map.of("2", new BigDecimal("25.00")), false)).isEqualByComparingTo("6.26");
    }
}
