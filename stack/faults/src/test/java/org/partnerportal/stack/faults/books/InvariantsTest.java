package org.partnerportal.stack.faults.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every invariant holds for books that agree, and is broken by what it is there to find. */
class InvariantsTest {

    private static final String PARTNER = "ptr_1";
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    private final Promises promises = new Promises();
    private final Map<String, Holdings.HeldDeal> deals = new HashMap<>();
    private final List<Holdings.HeldClaim> claims = new ArrayList<>();
    private final List<Holdings.Line> lines = new ArrayList<>();
    private final List<Published> published = new ArrayList<>();
    private BigDecimal statements = new BigDecimal("70.00");
    private Holdings.Figures figures = figures("70.00");

    /** Deal A was won and invoiced, deal B is approved and holds its scope. */
    InvariantsTest() {
        promises.partner(PARTNER);
        answer("A", 1, "DRAFT", "a1", "");
        answer("A", 2, "SUBMITTED", "a2", "deal.submitted");
        answer("A", 3, "APPROVED", "a3", "deal.approved");
        answer("B", 1, "DRAFT", "b1", "");
        answer("B", 2, "SUBMITTED", "b2", "deal.submitted");
        answer("B", 3, "APPROVED", "b3", "deal.approved");
        promises.refused(new Promises.Turned("c2", "deal.customer-protected"));
        promises.closed(new Promises.Closing("A", true, new BigDecimal("1000.00")));
        promises.invoiced(
                new Promises.Invoice(
                        "I",
                        "A",
                        PARTNER,
                        Map.of("I-1", new BigDecimal("1000.00")),
                        Map.of(),
                        true));
        hold(deal("A", "WON", 4, Map.of("a1", 1L, "a2", 2L, "a3", 3L)));
        hold(deal("B", "APPROVED", 3, Map.of("b1", 1L, "b2", 2L, "b3", 3L)));
        claims.add(new Holdings.HeldClaim("scope B", "B", true, NOW.minusSeconds(600)));
        lines.add(line("line_1", "50.00", 1));
        lines.add(line("line_2", "20.00", 2));
        say("A", 2, "deal.submitted");
        say("A", 3, "deal.approved");
        say("A", 4, "deal.won");
        say("B", 2, "deal.submitted");
        say("B", 3, "deal.approved");
        say("line_1", 1, "commission.accrued");
        say("line_2", 1, "commission.accrued");
    }

    private void answer(String deal, long version, String state, String key, String fact) {
        promises.answered(
                new Promises.Answered(
                        deal,
                        PARTNER,
                        version,
                        state,
                        key,
                        fact.isEmpty() ? Optional.empty() : Optional.of(fact)));
    }

    private void hold(Holdings.HeldDeal deal) {
        deals.put(deal.id(), deal);
    }

    private static Holdings.HeldDeal deal(
            String id, String state, long version, Map<String, Long> keys) {
        return new Holdings.HeldDeal(
                id, PARTNER, state, version, "ref " + id, Set.of("scope " + id), keys, true, 0, 0);
    }

    private static Holdings.Line line(String id, String amount, long sequence) {
        return new Holdings.Line(id, PARTNER, "I", "I-1", new BigDecimal(amount), sequence);
    }

    private static Holdings.Figures figures(String commission) {
        return new Holdings.Figures(2, 1, 0, new BigDecimal("1000.00"), new BigDecimal(commission));
    }

    private void say(String subject, long version, String type) {
        say(subject, version, type, subject + version);
    }

    private void say(String subject, long version, String type, String id) {
        published.add(new Published("t", 0, published.size(), subject, id, type, version));
    }

    private List<Verdict> check() {
        var held =
                new Holdings(
                        Set.of(PARTNER),
                        deals,
                        claims,
                        lines,
                        Map.of(PARTNER, statements),
                        Map.of(PARTNER, figures),
                        NOW);
        return Invariants.check(promises.page(), held, published);
    }

    private void breaks(String invariant) {
        assertThat(check())
                .filteredOn(it -> !it.held())
                .extracting(Verdict::name)
                .contains(invariant);
    }

    @Test
    void allHoldForBooksThatAgree() {
        assertThat(check()).hasSize(7).allMatch(Verdict::held);
    }

    @Test
    void aRepeatedDeliveryOfTheSameEventBreaksNothing() {
        say("A", 3, "deal.approved", "A3");
        say("A", 2, "deal.submitted", "A2");

        assertThat(check()).allMatch(Verdict::held);
    }

    @Nested
    class NothingAcknowledgedIsLost {

        @Test
        void findsAMissingRegistration() {
            deals.remove("B");
            breaks(Invariants.NOTHING_LOST);
        }

        @Test
        void findsARegistrationThatWentBack() {
            hold(deal("B", "SUBMITTED", 2, Map.of("b1", 1L, "b2", 2L)));
            breaks(Invariants.NOTHING_LOST);
        }

        @Test
        void findsAnotherStateAtThePromisedVersion() {
            hold(deal("B", "REJECTED", 3, Map.of("b1", 1L, "b2", 2L, "b3", 3L)));
            breaks(Invariants.NOTHING_LOST);
        }

        @Test
        void findsAnEventThatNeverCame() {
            published.removeIf(it -> it.id().equals("B3"));
            breaks(Invariants.NOTHING_LOST);
        }

        @Test
        void findsAClosingThatWasNotHeard() {
            promises.closed(new Promises.Closing("B", false, BigDecimal.ZERO));
            breaks(Invariants.NOTHING_LOST);
        }

        @Test
        void findsAnInvoiceThatEarnedNothing() {
            lines.clear();
            breaks(Invariants.NOTHING_LOST);
        }

        @Test
        void findsAMissingPartner() {
            promises.partner("ptr_2");
            breaks(Invariants.NOTHING_LOST);
        }
    }

    @Nested
    class NothingCountsTwice {

        @Test
        void findsARegistrationMadeTwice() {
            hold(
                    new Holdings.HeldDeal(
                            "C", PARTNER, "DRAFT", 1, "ref A", Set.of(), Map.of(), false, 0, 0));
            breaks(Invariants.NOTHING_TWICE);
        }

        @Test
        void findsAnInvoiceThatEarnedTwice() {
            lines.add(line("line_3", "50.00", 3));
            say("line_3", 1, "commission.accrued");
            statements = new BigDecimal("120.00");
            figures = figures("120.00");
            breaks(Invariants.NOTHING_TWICE);
        }

        @Test
        void findsTwoEventsForOneChange() {
            say("B", 3, "deal.approved", "another id");
            breaks(Invariants.NOTHING_TWICE);
        }

        @Test
        void findsADeliveryThatAnalyticsCounted() {
            figures =
                    new Holdings.Figures(
                            3, 1, 0, new BigDecimal("1000.00"), new BigDecimal("70.00"));
            breaks(Invariants.NOTHING_TWICE);
        }
    }

    @Nested
    class OneHolderPerScope {

        @Test
        void findsTwoApprovalsOfOneScope() {
            hold(
                    new Holdings.HeldDeal(
                            "C",
                            PARTNER,
                            "APPROVED",
                            3,
                            "ref C",
                            Set.of("scope B"),
                            Map.of(),
                            true,
                            0,
                            0));
            breaks(Invariants.ONE_HOLDER);
        }
    }

    @Nested
    class TheSumsAgree {

        @Test
        void findsStatementsThatSayLess() {
            statements = new BigDecimal("69.99");
            breaks(Invariants.SUMS_AGREE);
        }

        @Test
        void findsFiguresThatSayMore() {
            figures = figures("70.01");
            breaks(Invariants.SUMS_AGREE);
        }

        @Test
        void findsALedgerThatOwesLessThanTheInvoices() {
            lines.removeLast();
            statements = new BigDecimal("50.00");
            figures = figures("50.00");
            breaks(Invariants.SUMS_AGREE);
        }
    }

    @Nested
    class EventsComeInOrderWithoutGaps {

        @Test
        void findsTwoEventsInTheWrongOrder() {
            Published last = published.remove(4);
            published.add(3, last);
            breaks(Invariants.IN_ORDER);
        }

        @Test
        void findsAGap() {
            published.removeIf(it -> it.id().equals("A3"));
            breaks(Invariants.IN_ORDER);
        }

        @Test
        void allowsForALostReservationWhichSaysNothing() {
            published.removeIf(it -> it.subject().equals("B"));
            hold(
                    new Holdings.HeldDeal(
                            "B",
                            PARTNER,
                            "APPROVED",
                            4,
                            "ref B",
                            Set.of("scope B"),
                            Map.of("b1", 1L, "b2", 2L, "b3", 3L),
                            true,
                            0,
                            1));
            say("B", 2, "deal.submitted");
            say("B", 3, "deal.approved");

            assertThat(check()).allMatch(Verdict::held);
        }

        @Test
        void findsWhatIsStillInTheOutbox() {
            hold(
                    new Holdings.HeldDeal(
                            "B",
                            PARTNER,
                            "APPROVED",
                            3,
                            "ref B",
                            Set.of("scope B"),
                            Map.of("b1", 1L, "b2", 2L, "b3", 3L),
                            true,
                            1,
                            0));
            breaks(Invariants.IN_ORDER);
        }

        @Test
        void findsAHoleInTheLedgersChain() {
            lines.set(1, line("line_2", "20.00", 3));
            breaks(Invariants.IN_ORDER);
        }

        @Test
        void findsALineThatWasNeverPublished() {
            published.removeIf(it -> it.subject().equals("line_2"));
            breaks(Invariants.IN_ORDER);
        }
    }

    @Nested
    class NoOrphanClaims {

        @Test
        void findsAClaimWhoseHolderHoldsNothing() {
            claims.add(new Holdings.HeldClaim("scope A", "A", true, NOW.minusSeconds(600)));
            breaks(Invariants.NO_ORPHAN_CLAIMS);
        }

        @Test
        void findsAReservationThatIsOldAndNobodys() {
            claims.add(new Holdings.HeldClaim("scope X", "X", false, NOW.minusSeconds(31)));
            breaks(Invariants.NO_ORPHAN_CLAIMS);
        }

        @Test
        void allowsForAReservationThatIsFresh() {
            claims.add(new Holdings.HeldClaim("scope X", "X", false, NOW.minusSeconds(29)));

            assertThat(check()).allMatch(Verdict::held);
        }

        @Test
        void findsAnApprovalWithoutItsClaim() {
            claims.clear();
            breaks(Invariants.NO_ORPHAN_CLAIMS);
        }
    }

    @Nested
    class NoOrphanKeys {

        @Test
        void findsAKeyOfARefusedCommand() {
            hold(deal("B", "APPROVED", 3, Map.of("b1", 1L, "b2", 2L, "b3", 3L, "c2", 3L)));
            breaks(Invariants.NO_ORPHAN_KEYS);
        }

        @Test
        void findsAnAnsweredCommandWhoseKeyWasNotKept() {
            hold(deal("B", "APPROVED", 3, Map.of("b1", 1L, "b2", 2L)));
            breaks(Invariants.NO_ORPHAN_KEYS);
        }

        @Test
        void findsAKeyWithoutItsEffect() {
            hold(deal("B", "APPROVED", 3, Map.of("b1", 1L, "b2", 2L, "b3", 4L)));
            breaks(Invariants.NO_ORPHAN_KEYS);
        }

        @Test
        void findsAKeyInTwoDocuments() {
            hold(deal("B", "APPROVED", 3, Map.of("b1", 1L, "b2", 2L, "b3", 3L, "a1", 1L)));
            breaks(Invariants.NO_ORPHAN_KEYS);
        }
    }
}
