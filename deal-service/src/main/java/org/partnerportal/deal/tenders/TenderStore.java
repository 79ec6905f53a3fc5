package org.partnerportal.deal.tenders;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.EndCustomer;
import org.partnerportal.deal.tenders.Tender.NoEvent;
import org.partnerportal.deal.tenders.TenderStore.TenderDocument;
import org.partnerportal.messaging.AggregateStores;
import org.partnerportal.messaging.MongoAggregates;
import org.partnerportal.messaging.WireEvent;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.springframework.data.annotation.TypeAlias;
import org.springframework.stereotype.Repository;

/** Tenders, one document each. */
@Repository
class TenderStore extends MongoAggregates<TenderId, Tender, NoEvent, TenderDocument> {

    private static final PageRequest.Order NEWEST_FIRST = PageRequest.Order.of("_id").reversed();

    TenderStore(AggregateStores stores) {
        super(stores, "tenders", TenderDocument.class);
        collection()
                .createIndex(
                        Indexes.ascending("state.subjects"), new IndexOptions().name("subjects"));
    }

    /**
     * @param subjects what it is about; absent once it is withdrawn, so that it is found no more
     */
    @TypeAlias("tender")
    record TenderDocument(
            String name,
            String customerKey,
            @Nullable String country,
            @Nullable String city,
            @Nullable String domain,
            @Nullable String vatId,
            List<String> products,
            @Nullable List<String> subjects,
            LocalDate publishedOn,
            boolean withdrawn) {}

    /** When the first tender about any of these is published. */
    Optional<LocalDate> firstAbout(Set<String> subjects) {
        return collection()
                .find(new Document("state.subjects", new Document("$in", List.copyOf(subjects))))
                .into(new ArrayList<>())
                .stream()
                .map(document -> read(document).publishedOn())
                .min(LocalDate::compareTo);
    }

    /**
     * @param customer the beginning of its name, whatever the case; none: all
     */
    Page<Tender> list(@Nullable String customer, PageRequest page) {
        var filter = new Document();
        if (customer != null) {
            filter.append(
                    "state.customerKey",
                    new Document("$regex", "^" + Pattern.quote(EndCustomer.folded(customer))));
        }
        List<Document> found =
                collection()
                        .find(page.restrict(filter, NEWEST_FIRST))
                        .sort(NEWEST_FIRST.toSort())
                        .limit(page.fetch())
                        .into(new ArrayList<>());
        return page.page(
                found.stream().map(this::read).toList(),
                tender -> new PageRequest.Position(tender.id().value(), tender.id().value()));
    }

    @Override
    protected String text(TenderId id) {
        return id.value();
    }

    @Override
    protected TenderId idOf(Tender tender) {
        return tender.id();
    }

    @Override
    protected TenderDocument toState(Tender tender) {
        EndCustomer customer = tender.customer();
        return new TenderDocument(
                customer.name(),
                EndCustomer.folded(customer.name()),
                customer.country(),
                customer.city(),
                customer.domain(),
                customer.vatId(),
                tender.products(),
                tender.withdrawn() ? null : List.copyOf(tender.subjects()),
                tender.publishedOn(),
                tender.withdrawn());
    }

    @Override
    protected Tender toAggregate(String id, long version, TenderDocument state) {
        return new Tender(
                new TenderId(id),
                new EndCustomer(
                        state.name(), state.country(), state.city(), state.domain(), state.vatId()),
                state.products(),
                state.publishedOn(),
                state.withdrawn(),
                version);
    }

    @Override
    protected WireEvent toWire(Tender next, NoEvent event) {
        throw new IllegalStateException("Nothing is published about tenders: " + event);
    }
}
