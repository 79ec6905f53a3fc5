package org.partnerportal.commission.invoice.application;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.deals.WonDeal;
import org.partnerportal.commission.deals.WonDeals;
import org.partnerportal.commission.invoice.domain.Invoice;
import org.partnerportal.commission.invoice.domain.InvoiceId;
import org.partnerportal.commission.invoice.domain.Invoices;
import org.partnerportal.commission.invoice.domain.NoEvent;
import org.partnerportal.commission.ledger.application.EnterInLedger;
import org.partnerportal.commission.ledger.domain.Account;
import org.partnerportal.commission.ledger.domain.AccountId;
import org.partnerportal.commission.ledger.domain.EntryId;
import org.partnerportal.commission.ledger.domain.Ledger;
import org.partnerportal.commission.ledger.domain.LedgerEntry;
import org.partnerportal.commission.ledger.domain.LedgerEntry.Line;
import org.partnerportal.commission.ledger.domain.LedgerEvent;
import org.partnerportal.commission.plan.application.CurrentPlans;
import org.partnerportal.commission.plan.domain.PlanCode;
import org.partnerportal.commission.plan.domain.PlanEvent;
import org.partnerportal.commission.plan.domain.PlanId;
import org.partnerportal.commission.plan.domain.PlanVersion;
import org.partnerportal.commission.plan.domain.Plans;
import org.partnerportal.kernel.Decided;
import org.partnerportal.testkit.InMemoryAggregates;
import org.partnerportal.testkit.MutableClock;
import org.springframework.dao.DuplicateKeyException;

/**
 * The whole of the service's rules without a store: what is heard goes in, the ledger comes out.
 */
final class Books {

    final MutableClock clock = new MutableClock(Instant.parse("2026-11-02T08:00:00Z"));
    final InMemoryPlans plans = new InMemoryPlans();
    final InMemoryInvoices invoices = new InMemoryInvoices();
    final InMemoryLedger ledger = new InMemoryLedger();
    final KnownDeals deals = new KnownDeals();
    final Desk waiting = new Desk();
    final EarnOnInvoice earn =
            new EarnOnInvoice(
                    new CurrentPlans(plans, clock), new EnterInLedger(ledger), ledger, clock);
    final HearOfInvoice hear = new HearOfInvoice(invoices, deals, waiting, earn);
    final CatchUpInvoices catchUp = new CatchUpInvoices(plans, invoices, earn, clock);

    Books with(PlanVersion plan) {
        plans.add(Decided.of(plan));
        return this;
    }

    void won(WonDeal deal) {
        deals.known.put(deal.dealId(), deal);
        hear.won(deal);
    }

    /** The lines in the order of their chain. */
    List<Line> lines() {
        return ledger.all().stream()
                .filter(Line.class::isInstance)
                .map(Line.class::cast)
                .sorted(Comparator.comparingLong(line -> line.after().sequence()))
                .toList();
    }

    /** The ledger as the store keeps it: both keys are unique. */
    static final class InMemoryLedger extends InMemoryAggregates<EntryId, LedgerEntry, LedgerEvent>
            implements Ledger {

        InMemoryLedger() {
            super(LedgerEntry::id, (entry, _) -> entry);
        }

        @Override
        public synchronized LedgerEntry add(Decided<LedgerEntry, LedgerEvent> decided) {
            Account after = decided.next().after();
            boolean taken =
                    all().stream()
                            .map(LedgerEntry::after)
                            .anyMatch(other ->
                                    other.id().equals(after.id())
                                            && other.sequence() == after.sequence());
            if (taken || find(decided.next().id()).isPresent()) {
                throw new DuplicateKeyException("taken");
            }
            return super.add(decided);
        }

        @Override
        public Account account(AccountId id) {
            return all().stream()
                    .map(LedgerEntry::after)
                    .filter(account -> account.id().equals(id))
                    .max(Comparator.comparingLong(Account::sequence))
                    .orElse(Account.empty(id));
        }

        @Override
        public Map<EntryId, LedgerEntry> findAll(Collection<EntryId> ids) {
            return all().stream()
                    .filter(entry -> ids.contains(entry.id()))
                    .collect(Collectors.toMap(LedgerEntry::id, Function.identity()));
        }
    }

    static final class InMemoryInvoices extends InMemoryAggregates<InvoiceId, Invoice, NoEvent>
            implements Invoices, FindInvoices {

        InMemoryInvoices() {
            super(
                    Invoice::id,
                    (invoice, version) ->
                            new Invoice(
                                    invoice.id(),
                                    invoice.issue(),
                                    invoice.beneficiary(),
                                    invoice.payments(),
                                    invoice.credits(),
                                    version));
        }

        @Override
        public synchronized Invoice add(Decided<Invoice, NoEvent> decided) {
            if (find(decided.next().id()).isPresent()) {
                throw new DuplicateKeyException("taken");
            }
            return super.add(decided);
        }

        @Override
        public List<Invoice> issuedFrom(LocalDate day, @Nullable InvoiceId after, int limit) {
            return all().stream()
                    .filter(invoice ->
                            invoice.issue() != null && !invoice.issue().issuedOn().isBefore(day))
                    .sorted(Comparator.comparing(invoice -> invoice.id().value()))
                    .filter(invoice ->
                            after == null || invoice.id().value().compareTo(after.value()) > 0)
                    .limit(limit)
                    .toList();
        }
    }

    static final class InMemoryPlans extends InMemoryAggregates<PlanId, PlanVersion, PlanEvent>
            implements Plans {

        InMemoryPlans() {
            super(
                    PlanVersion::id,
                    (plan, version) ->
                            new PlanVersion(
                                    plan.id(),
                                    plan.code(),
                                    plan.number(),
                                    plan.terms(),
                                    plan.authors(),
                                    plan.state(),
                                    version));
        }

        @Override
        public Optional<PlanVersion> latest(PlanCode code) {
            return all().stream()
                    .filter(plan -> plan.code().equals(code))
                    .max(Comparator.comparingInt(PlanVersion::number));
        }

        @Override
        public List<PlanVersion> binding() {
            return all().stream().filter(PlanVersion::isBinding).toList();
        }
    }

    static final class KnownDeals implements WonDeals {

        final Map<String, WonDeal> known = new HashMap<>();

        @Override
        public Optional<WonDeal> find(String dealId) {
            return Optional.ofNullable(known.get(dealId));
        }

        @Override
        public Optional<WonDeal> findByOrder(String orderReference) {
            return known.values().stream()
                    .filter(deal -> deal.orders().contains(orderReference))
                    .findFirst();
        }
    }

    static final class Desk implements WaitingInvoices {

        final Map<String, Set<InvoiceId>> parked = new LinkedHashMap<>();

        @Override
        public void park(String reference, InvoiceId invoice) {
            parked.computeIfAbsent(reference, _ -> new LinkedHashSet<>()).add(invoice);
        }

        @Override
        public List<InvoiceId> waitingFor(String reference) {
            return List.copyOf(parked.getOrDefault(reference, Set.of()));
        }

        @Override
        public void release(String reference, InvoiceId invoice) {
            Set<InvoiceId> there = parked.get(reference);
            if (there != null) {
                there.remove(invoice);
                if (there.isEmpty()) {
                    parked.remove(reference);
                }
            }
        }

        @Override
        public List<Waiting> takeDue(int most) {
            var all = new ArrayList<Waiting>();
            parked.forEach((reference, there) ->
                    all.add(new Waiting(reference, List.copyOf(there), Instant.EPOCH)));
            return all;
        }

        @Override
        public List<Waiting> newlyOverdue(Duration limit, int most) {
            return List.of();
        }
    }
}
