package org.partnerportal.commission.ledger.persistence;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.ledger.application.FindAccounts;
import org.partnerportal.commission.ledger.application.FindLines;
import org.partnerportal.commission.ledger.domain.Account;
import org.partnerportal.commission.ledger.domain.AccountId;
import org.partnerportal.commission.ledger.domain.EntryId;
import org.partnerportal.commission.ledger.domain.EntryKind;
import org.partnerportal.commission.ledger.domain.Ledger;
import org.partnerportal.commission.ledger.domain.LedgerEntry;
import org.partnerportal.commission.ledger.domain.LedgerEntry.Line;
import org.partnerportal.commission.ledger.domain.LedgerEvent;
import org.partnerportal.commission.ledger.messaging.LedgerWire;
import org.partnerportal.kernel.Decided;
import org.partnerportal.messaging.AggregateStores;
import org.partnerportal.messaging.MongoAggregates;
import org.partnerportal.messaging.WireEvent;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.partnerportal.web.WebRefusal;
import org.springframework.stereotype.Repository;

/** The ledger in MongoDB: one document per entry, which is inserted and never changed. */
@Repository
class MongoLedger extends MongoAggregates<EntryId, LedgerEntry, LedgerEvent, EntryDocument>
        implements Ledger, FindLines, FindAccounts {

    private static final Document LINES =
            new Document("$in", List.of(EntryKind.EARNING.name(), EntryKind.CLAWBACK.name()));

    private final MeterRegistry meters;

    MongoLedger(AggregateStores stores, MeterRegistry meters) {
        super(stores, "ledger", EntryDocument.class);
        this.meters = meters;
        collection()
                .createIndex(
                        Indexes.ascending("state.account", "state.sequence"),
                        new IndexOptions().name("chain").unique(true));
        collection()
                .createIndex(
                        Indexes.ascending("state.opensAccount"),
                        new IndexOptions().name("accounts").unique(true).sparse(true));
        // Not sparse: a list of all partners' lines is walked in the order of their dates.
        collection()
                .createIndex(
                        Indexes.ascending("state.documentDate", "_id"),
                        new IndexOptions().name("date"));
        index("statement", "state.statementId", "state.documentDate");
        index("partner", "state.partnerId", "state.documentDate");
        index("invoice", "state.invoiceId");
        index("deal", "state.dealId");
    }

    private void index(String name, String... fields) {
        collection()
                .createIndex(Indexes.ascending(fields), new IndexOptions().name(name).sparse(true));
    }

    /** Counts what is booked, once: whoever enters the same line again is refused by its key. */
    @Override
    public LedgerEntry add(Decided<LedgerEntry, LedgerEvent> decided) {
        LedgerEntry added = super.add(decided);
        countBooked(added);
        return added;
    }

    @Override
    public List<LedgerEntry> addAll(List<Addition<LedgerEntry, LedgerEvent>> additions) {
        List<LedgerEntry> added = super.addAll(additions);
        added.forEach(this::countBooked);
        return added;
    }

    private void countBooked(LedgerEntry added) {
        if (added instanceof Line line) {
            Counter.builder("portal.commission.booked")
                    .description("Commission entered in the ledger, in units of its currency")
                    .tag("currency", line.amount().currency().getCurrencyCode())
                    .tag("kind", line.kind().name())
                    .register(meters)
                    .increment(line.amount().amount().abs().doubleValue());
        }
    }

    @Override
    public Map<EntryId, LedgerEntry> findAll(Collection<EntryId> ids) {
        var keys = new Document("$in", ids.stream().map(this::text).toList());
        return collection().find(new Document("_id", keys)).into(new ArrayList<>()).stream()
                .map(this::read)
                .collect(Collectors.toMap(LedgerEntry::id, Function.identity()));
    }

    @Override
    public Account account(AccountId id) {
        Document last =
                collection()
                        .find(new Document("state.account", id.text()))
                        .sort(new Document("state.account", -1).append("state.sequence", -1))
                        .limit(1)
                        .first();
        return last == null ? Account.empty(id) : read(last).after();
    }

    @Override
    public Page<Line> find(FindLines.Filter filter, PageRequest page) {
        PageRequest.Order order = order(page.sort());
        return page.page(
                        collection()
                                .find(page.restrict(toMongo(filter), order))
                                .sort(order.toSort())
                                .limit(page.fetch())
                                .into(new ArrayList<>()),
                        document ->
                                new PageRequest.Position(
                                        document.getEmbedded(List.of("state", "documentDate"), ""),
                                        document.getString("_id")))
                .map(document -> (Line) read(document));
    }

    private static PageRequest.Order order(@Nullable String sort) {
        return switch (Objects.requireNonNullElse(sort, "-documentDate")) {
            case "documentDate" -> PageRequest.Order.of("state.documentDate");
            case "-documentDate" -> PageRequest.Order.of("state.documentDate").reversed();
            default -> throw WebRefusal.BAD_PARAMETER.because("sort", "documentDate");
        };
    }

    private static Document toMongo(FindLines.Filter filter) {
        var mongo = new Document();
        if (filter.statementId() != null) {
            mongo.append("state.statementId", filter.statementId());
        }
        if (filter.partners() != null) {
            mongo.append("state.partnerId", new Document("$in", List.copyOf(filter.partners())));
        }
        mongo.append("state.kind", filter.kind() == null ? LINES : filter.kind().name());
        if (filter.kind() == EntryKind.CLOSING) {
            throw WebRefusal.BAD_PARAMETER.because("kind", "EARNING, CLAWBACK");
        }
        if (filter.period() != null) {
            mongo.append("state.period", filter.period().toString());
        }
        if (filter.currency() != null) {
            mongo.append("state.currency", filter.currency());
        }
        if (filter.dealId() != null) {
            mongo.append("state.dealId", filter.dealId());
        }
        if (filter.invoiceId() != null) {
            mongo.append("state.invoiceId", filter.invoiceId());
        }
        return mongo;
    }

    @Override
    public List<AccountId> find(
            FindAccounts.Filter filter, @Nullable String from, boolean inclusive, int limit) {
        Document mongo = toMongo(filter);
        mongo.append(
                "state.opensAccount",
                new Document(inclusive ? "$gte" : "$gt", from == null ? "" : from));
        return collection()
                .find(mongo)
                .sort(new Document("state.opensAccount", 1).append("_id", 1))
                .limit(limit)
                .into(new ArrayList<>())
                .stream()
                .map(document ->
                        AccountId.parse(document.getEmbedded(List.of("state", "account"), "")))
                .toList();
    }

    @Override
    public long count(FindAccounts.Filter filter) {
        return collection()
                .countDocuments(
                        toMongo(filter).append("state.opensAccount", new Document("$gt", "")));
    }

    private static Document toMongo(FindAccounts.Filter filter) {
        var mongo = new Document();
        if (filter.partners() != null) {
            mongo.append("state.partnerId", new Document("$in", List.copyOf(filter.partners())));
        }
        if (filter.currency() != null) {
            mongo.append("state.currency", filter.currency());
        }
        return mongo;
    }

    @Override
    public Optional<Line> anyLineOf(String statementId) {
        return Optional.ofNullable(
                        collection().find(new Document("state.statementId", statementId)).first())
                .map(document -> (Line) read(document));
    }

    @Override
    protected String text(EntryId id) {
        return id.value();
    }

    @Override
    protected EntryId idOf(LedgerEntry entry) {
        return entry.id();
    }

    @Override
    protected EntryDocument toState(LedgerEntry entry) {
        return EntryDocument.of(entry);
    }

    @Override
    protected LedgerEntry toAggregate(String id, long version, EntryDocument state) {
        return state.toEntry(id);
    }

    @Override
    protected WireEvent toWire(LedgerEntry next, LedgerEvent event) {
        return LedgerWire.of((Line) next, event);
    }
}
