package org.partnerportal.deal.probing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.probing.ProbingWatch.ProbingNoticed;
import org.partnerportal.deal.probing.ProbingWatches.WatchDocument;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.messaging.AggregateStores;
import org.partnerportal.messaging.MongoAggregates;
import org.partnerportal.messaging.WireEvent;
import org.springframework.data.annotation.TypeAlias;
import org.springframework.stereotype.Repository;

/** One document per partner that has ever tried something; so all instances count together. */
@Repository
class ProbingWatches
        extends MongoAggregates<PartnerId, ProbingWatch, ProbingNoticed, WatchDocument> {

    ProbingWatches(AggregateStores stores) {
        super(stores, "probingWatches", WatchDocument.class);
    }

    @TypeAlias("probing-watch")
    record WatchDocument(List<TryDocument> tries, @Nullable Instant alertedAt) {}

    record TryDocument(String customer, Instant at) {}

    /** What outside readers get; which customers were tried is in the registrations. */
    record ProbingFact(
            String partnerId, int customers, int limit, Instant since, Instant noticedAt) {}

    @Override
    protected String text(PartnerId partner) {
        return partner.value();
    }

    @Override
    protected PartnerId idOf(ProbingWatch watch) {
        return watch.partner();
    }

    @Override
    protected WatchDocument toState(ProbingWatch watch) {
        return new WatchDocument(
                watch.tries().stream().map(it -> new TryDocument(it.customer(), it.at())).toList(),
                watch.alertedAt());
    }

    @Override
    protected ProbingWatch toAggregate(String id, long version, WatchDocument state) {
        return new ProbingWatch(
                new PartnerId(id),
                state.tries().stream()
                        .map(it -> new ProbingWatch.Try(it.customer(), it.at()))
                        .toList(),
                state.alertedAt(),
                version);
    }

    @Override
    protected WireEvent toWire(ProbingWatch next, ProbingNoticed event) {
        return WireEvent.of(
                "deal.registration-probing",
                next.partner().value(),
                event.at(),
                new ProbingFact(
                        next.partner().value(),
                        event.customers(),
                        event.limit(),
                        event.since(),
                        event.at()));
    }
}
