package org.partnerportal.stack.bench.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InvoiceLinesTest {

    @Test
    void areTheSameWheneverTheyAreMade() {
        List<InvoiceLines.Issued> once = InvoiceLines.generate("A", 1_000, 10);

        assertThat(InvoiceLines.generate("A", 1_000, 10)).isEqualTo(once);
    }

    @Test
    void areAsManyAsWereAskedFor() {
        long lines =
                InvoiceLines.generate("A", 1_003, 10).stream().mapToLong(each -> lines(each)).sum();

        assertThat(lines).isEqualTo(1_003);
    }

    private static long lines(InvoiceLines.Issued each) {
        var issue = each.invoice().issue();
        return issue == null ? 0 : issue.lines().size();
    }
}
