package org.partnerportal.commission.plan.persistence;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.plan.application.FindPlans;
import org.partnerportal.commission.plan.domain.PlanCode;
import org.partnerportal.commission.plan.domain.PlanEvent;
import org.partnerportal.commission.plan.domain.PlanId;
import org.partnerportal.commission.plan.domain.PlanState;
import org.partnerportal.commission.plan.domain.PlanVersion;
import org.partnerportal.commission.plan.domain.Plans;
import org.partnerportal.messaging.AggregateStores;
import org.partnerportal.messaging.MongoAggregates;
import org.partnerportal.messaging.WireEvent;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.springframework.stereotype.Repository;

/** Plans in MongoDB. */
@Repository
class MongoPlans extends MongoAggregates<PlanId, PlanVersion, PlanEvent, PlanDocument>
        implements Plans, FindPlans {

    /** More versions than a programme will ever have in force; bounds the book. */
    private static final int MOST_BINDING = 5_000;

    private static final PageRequest.Order ORDER = PageRequest.Order.of("state.order");

    MongoPlans(AggregateStores stores) {
        super(stores, "plans", PlanDocument.class);
        collection()
                .createIndex(
                        Indexes.ascending("state.order"),
                        new IndexOptions().name("order").unique(true));
        collection()
                .createIndex(
                        Indexes.ascending("state.status.name", "_id"),
                        new IndexOptions().name("status"));
    }

    @Override
    public Optional<PlanVersion> latest(PlanCode code) {
        return Optional.ofNullable(
                        collection()
                                .find(new Document("state.code", code.value()))
                                .sort(new Document("state.order", -1))
                                .limit(1)
                                .first())
                .map(this::read);
    }

    @Override
    public List<PlanVersion> binding() {
        return collection()
                .find(
                        new Document(
                                "state.status.name",
                                new Document(
                                        "$in",
                                        List.of(
                                                PlanState.Name.IN_FORCE.name(),
                                                PlanState.Name.SUPERSEDED.name()))))
                .sort(new Document("_id", 1))
                .limit(MOST_BINDING)
                .into(new ArrayList<>())
                .stream()
                .map(this::read)
                .toList();
    }

    @Override
    public Page<PlanVersion> find(
            @Nullable String code, PlanState.@Nullable Name state, PageRequest page) {
        var filter = new Document();
        if (code != null) {
            filter.append("state.code", code);
        }
        if (state != null) {
            filter.append("state.status.name", state.name());
        }
        return page.page(
                        collection()
                                .find(page.restrict(filter, ORDER))
                                .sort(ORDER.toSort())
                                .limit(page.fetch())
                                .into(new ArrayList<>()),
                        document ->
                                new PageRequest.Position(
                                        document.getEmbedded(List.of("state", "order"), ""),
                                        document.getString("_id")))
                .map(this::read);
    }

    @Override
    protected String text(PlanId id) {
        return id.value();
    }

    @Override
    protected PlanId idOf(PlanVersion plan) {
        return plan.id();
    }

    @Override
    protected PlanDocument toState(PlanVersion plan) {
        return PlanDocument.of(plan);
    }

    @Override
    protected PlanVersion toAggregate(String id, long version, PlanDocument state) {
        return state.toPlan(id, version);
    }

    @Override
    protected WireEvent toWire(PlanVersion next, PlanEvent event) {
        return switch (event) {
            case PlanEvent.PlanInForce inForce ->
                    WireEvent.of(
                            "commission.plan-in-force",
                            null,
                            inForce.at(),
                            new PlanInForceFact(
                                    next.id().value(),
                                    next.code().value(),
                                    next.number(),
                                    next.terms().validFrom(),
                                    next.terms().currency().getCurrencyCode(),
                                    next.terms().trigger().name()));
        };
    }

    /** What others may read of a plan; the rates stay in the house. */
    record PlanInForceFact(
            String planId,
            String planCode,
            int planVersion,
            LocalDate validFrom,
            String currency,
            String trigger) {}
}
