package org.partnerportal.commission.invoice.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.partnerportal.commission.invoice.domain.Credit.CreditLine;
import org.partnerportal.commission.invoice.domain.Credit.Outcome;
import org.partnerportal.commission.ledger.domain.DealId;
import org.partnerportal.commission.ledger.domain.Earning;
import org.partnerportal.commission.ledger.domain.PartnerId;
import org.partnerportal.commission.ledger.domain.Reversal;
import org.partnerportal.commission.ledger.domain.SourceEvent;
import org.partnerportal.commission.plan.domain.APlan;
import org.partnerportal.commission.plan.domain.PlanVersion;
import org.partnerportal.commission.plan.domain.Trigger;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Ids;
import org.partnerportal.kernel.Money;
import org.partnerportal.kernel.Refused;

class InvoiceTest {

    private static final Invoice UNHEARD = Invoice.unheard(new InvoiceId("INV-1"));
    private static final Beneficiary BENEFICIARY =
            new Beneficiary(
                    new DealId(Ids.derived("deal", "a")), new PartnerId(Ids.derived("ptr", "a")));
    private static final PlanVersion INVOICED = APlan.inForce();
    private static final PlanVersion PAID =
            APlan.inForce("paid", APlan.terms(APlan.flat("10"), Trigger.PAID, APlan.BEGIN));

    private static Money usd(String amount) {
        return Money.of(amount, "USD");
    }

    private static SourceEvent source(String id) {
        return new SourceEvent("/erp", id, "erp", Instant.EPOCH);
    }

    private static InvoiceLine line(String id, String net, String tax, InvoiceLine.Kind kind) {
        return new InvoiceLine(id, null, null, usd(net), usd(tax), kind);
    }

    /** 1,000 of goods and 50 of shipping, with 20 % tax on both: 1,260 to pay. */
    private static Issue issue() {
        return new Issue(
                "2017-1",
                "SO-1",
                null,
                LocalDate.parse("2017-03-01"),
                Money.currency("USD"),
                List.of(
                        line("1", "1000.00", "200.00", InvoiceLine.Kind.GOODS),
                        line("2", "50.00", "10.00", InvoiceLine.Kind.SHIPPING)),
                source("issued"));
    }

    private static Credit credit(String note, String day, String line, String net) {
        return Credit.noted(
                note,
                LocalDate.parse(day),
                Money.currency("USD"),
                List.of(new CreditLine(line, usd(net))),
                null,
                source(note));
    }

    private static Payment payment(String event, String day, String amount) {
        return new Payment(LocalDate.parse(day), usd(amount), source(event));
    }

    @SafeVarargs
    private static Invoice after(Function<Invoice, Decided<Invoice, NoEvent>>... facts) {
        Invoice invoice = UNHEARD;
        for (Function<Invoice, Decided<Invoice, NoEvent>> fact : facts) {
            invoice = fact.apply(invoice).next();
        }
        return invoice;
    }

    private static Function<Invoice, Decided<Invoice, NoEvent>> issued(Issue issue) {
        return invoice -> invoice.issued(issue);
    }

    private static Function<Invoice, Decided<Invoice, NoEvent>> owned(Beneficiary by) {
        return invoice -> invoice.belongsTo(by);
    }

    private static Function<Invoice, Decided<Invoice, NoEvent>> credited(String note, String net) {
        return invoice -> invoice.credited(credit(note, "2017-04-02", "1", net));
    }

    private static Function<Invoice, Decided<Invoice, NoEvent>> paid(
            String event, String day, String amount) {
        return invoice -> invoice.paid(payment(event, day, amount));
    }

    private static void assertRefused(InvoiceRefusal refusal, Supplier<?> action) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> {
                    var _ = action.get();
                })
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    @Nested
    class Earns {

        @Test
        void onNetWithoutTaxAndShipping() {
            assertThat(after(issued(issue()), owned(BENEFICIARY)).earnings(INVOICED))
                    .extracting(Earning::invoiceLineId, Earning::base)
                    .containsExactly(tuple("1", usd("1000.00")));
        }

        @Test
        void nothingWithoutItsDealOrItself() {
            assertThat(after(issued(issue())).earnings(INVOICED)).isEmpty();
            assertThat(after(owned(BENEFICIARY), credited("CN-1", "1.00")).earnings(INVOICED))
                    .isEmpty();
        }
    }

    @Nested
    class PaidTrigger {

        @Test
        void happensWithTheLastCentAndNotBefore() {
            Invoice short_ =
                    after(issued(issue()), owned(BENEFICIARY), paid("p1", "2017-03-10", "1259.99"));
            Invoice full = short_.paid(payment("p2", "2017-03-20", "0.01")).next();

            assertThat(short_.earnings(PAID)).isEmpty();
            assertThat(full.earnings(PAID))
                    .extracting(Earning::earnedOn, Earning::documentDate)
                    .containsExactly(
                            tuple(LocalDate.parse("2017-03-20"), LocalDate.parse("2017-03-01")));
        }

        @Test
        void countsACreditWithItsTaxAsPaid() {
            Invoice invoice =
                    after(
                            issued(issue()),
                            owned(BENEFICIARY),
                            credited("CN-1", "500.00"),
                            paid("p1", "2017-04-20", "660.00"));

            assertThat(invoice.paidInFullOn()).contains(LocalDate.parse("2017-04-20"));
            assertThat(
                            after(issued(issue()), owned(BENEFICIARY), credited("CN-1", "500.00"))
                                    .paidInFullOn())
                    .isEmpty();
        }

        @Test
        void knowsTheDayWhicheverPaymentIsHeardFirst() {
            assertThat(
                            after(
                                            issued(issue()),
                                            paid("p2", "2017-03-20", "1000.00"),
                                            paid("p1", "2017-03-10", "260.00"))
                                    .paidInFullOn())
                    .contains(LocalDate.parse("2017-03-20"));
        }

        @Test
        void countsAPaymentThatIsDeliveredThreeTimesOnce() {
            Invoice invoice =
                    after(
                            issued(issue()),
                            paid("p1", "2017-03-10", "630.00"),
                            paid("p1", "2017-03-10", "630.00"),
                            paid("p1", "2017-03-10", "630.00"));

            assertThat(invoice.payments()).hasSize(1);
            assertThat(invoice.paidInFullOn()).isEmpty();
        }
    }

    @Nested
    class ACreditNote {

        @Test
        void endsAlikeBeforeAndAfterItsInvoice() {
            assertThat(after(credited("CN-1", "250.00"), owned(BENEFICIARY), issued(issue())))
                    .isEqualTo(
                            after(issued(issue()), owned(BENEFICIARY), credited("CN-1", "250.00")));
            assertThat(after(credited("CN-1", "1000.01"), owned(BENEFICIARY), issued(issue())))
                    .isEqualTo(
                            after(
                                    issued(issue()),
                                    owned(BENEFICIARY),
                                    credited("CN-1", "1000.01")));
        }

        @Test
        void cumulatesInTheOrderOfArrival() {
            assertThat(
                            after(
                                            issued(issue()),
                                            credited("CN-2", "600.00"),
                                            credited("CN-1", "400.00"))
                                    .reversals("1"))
                    .extracting(
                            Reversal::creditNoteId,
                            reversal -> reversal.creditedBefore().intValueExact())
                    .containsExactly(tuple("CN-2", 0), tuple("CN-1", 600));
        }

        @Test
        void beyondItsLineIsKeptAsRefusedAndTakesNothingBack() {
            Invoice invoice =
                    after(issued(issue()), credited("CN-1", "600.00"), credited("CN-2", "400.01"));

            assertThat(invoice.credits())
                    .extracting(Credit::outcome)
                    .containsExactly(Outcome.ACCEPTED, Outcome.REFUSED);
            assertThat(invoice.refusedCredits().getFirst().refusal())
                    .isEqualTo(InvoiceRefusal.OVER_CREDITED.code());
            assertThat(invoice.reversals("1")).hasSize(1);
            assertThat(invoice.credited(credit("CN-3", "2017-05-01", "1", "400.00")).next())
                    .satisfies(next -> assertThat(next.reversals("1")).hasSize(2));
        }

        @Test
        void onALineThatIsNotThereIsRefused() {
            assertThat(
                            after(issued(issue()))
                                    .credited(credit("CN-1", "2017-04-02", "9", "1.00"))
                                    .next()
                                    .refusedCredits()
                                    .getFirst()
                                    .refusal())
                    .isEqualTo(InvoiceRefusal.UNKNOWN_LINE.code());
        }

        @Test
        void thatComesAgainIsNoNewsAndWithOtherContentIsRefused() {
            Invoice once = after(issued(issue()), credited("CN-1", "600.00"));

            assertThat(credited("CN-1", "600.00").apply(once).next()).isSameAs(once);
            assertRefused(
                    InvoiceRefusal.CREDITED_DIFFERENTLY,
                    () -> credited("CN-1", "600.01").apply(once));
            assertRefused(InvoiceRefusal.NOT_POSITIVE, () -> credited("CN-2", "0.00").apply(once));
        }
    }

    @Test
    void issuedAgainIsNoNewsAndWithOtherContentIsRefused() {
        Invoice once = after(issued(issue()));
        var other =
                new Issue(
                        "2017-1",
                        "SO-1",
                        null,
                        LocalDate.parse("2017-03-02"),
                        Money.currency("USD"),
                        issue().lines(),
                        source("again"));

        assertThat(issued(issue()).apply(once).next()).isSameAs(once);
        assertRefused(InvoiceRefusal.ISSUED_DIFFERENTLY, () -> once.issued(other));
    }

    @Test
    void keepsItsPartnerOnceFound() {
        var other = new Beneficiary(BENEFICIARY.deal(), new PartnerId(Ids.derived("ptr", "b")));

        assertThat(after(issued(issue()), owned(BENEFICIARY)).belongsTo(other).next().beneficiary())
                .isEqualTo(BENEFICIARY);
    }

    @Test
    void refusesTwoLinesOfOneId() {
        assertRefused(
                InvoiceRefusal.LINE_TWICE,
                () ->
                        new Issue(
                                "n",
                                "SO",
                                null,
                                LocalDate.EPOCH,
                                Money.currency("USD"),
                                List.of(
                                        line("1", "1.00", "0.00", InvoiceLine.Kind.GOODS),
                                        line("1", "2.00", "0.00", InvoiceLine.Kind.GOODS)),
                                source("x")));
    }
}
