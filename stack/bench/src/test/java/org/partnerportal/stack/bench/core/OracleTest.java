package org.partnerportal.stack.bench.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.partnerportal.commission.invoice.domain.Invoice;
import org.partnerportal.commission.invoice.domain.InvoiceId;
import org.partnerportal.commission.invoice.domain.InvoiceLine;
import org.partnerportal.commission.invoice.domain.Issue;
import org.partnerportal.commission.ledger.domain.SourceEvent;
import org.partnerportal.kernel.Money;

class OracleTest {

    private final Oracle oracle = new Oracle(2);

    private BigDecimal earned(int partner, String net) {
        var line =
                new InvoiceLine(
                        "1",
                        null,
                        null,
                        Money.of(net, "USD"),
                        Money.zero(InvoiceLines.USD),
                        InvoiceLine.Kind.GOODS);
        var issue =
                new Issue(
                        "N",
                        "SO-1",
                        null,
                        InvoiceLines.BEGIN,
                        InvoiceLines.USD,
                        List.of(line),
                        new SourceEvent("/erp", "e", "erp.invoice.issued", Instant.EPOCH));
        Invoice invoice = Invoice.unheard(new InvoiceId("I")).issued(issue).next();
        return oracle.of(new InvoiceLines.Issued(partner, invoice)).getFirst();
    }

    @Test
    void splitsALineAtTheThreshold() {
        earned(0, "95000.00");

        assertThat(earned(0, "20000.00")).isEqualTo("1300.00");
    }

    @Test
    void earnsNothingAboveTheCap() {
        earned(0, "2399000.00");

        assertThat(earned(0, "5000.00")).isEqualTo("95.00");
        assertThat(earned(0, "5000.00")).isEqualTo("0.00");
    }

    @Test
    void takesBackAtTheRateAtWhichItWasEarned() {
        earned(0, "115000.00");

        assertThat(earned(0, "-20000.00")).isEqualTo("-1300.00");
    }

    @Test
    void countsEachPartnerForItself() {
        earned(0, "500000.00");

        assertThat(earned(1, "100.00")).isEqualTo("5.00");
    }

    @Test
    void roundsHalfUp() {
        assertThat(earned(0, "0.10")).isEqualTo("0.01");
        assertThat(earned(1, "0.09")).isEqualTo("0.00");
    }
}
