package org.partnerportal.deal.registration.persistence;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.application.FindActivities;
import org.partnerportal.deal.registration.domain.Activities;
import org.partnerportal.deal.registration.domain.Activities.NoEvent;
import org.partnerportal.deal.registration.domain.Activity;
import org.partnerportal.deal.registration.domain.ActivityId;
import org.partnerportal.deal.registration.domain.ActivityKind;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.messaging.AggregateStores;
import org.partnerportal.messaging.MongoAggregates;
import org.partnerportal.messaging.WireEvent;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.springframework.stereotype.Repository;

/** Activities in MongoDB, one document each: a sale may have any number of them. */
@Repository
class MongoActivities extends MongoAggregates<ActivityId, Activity, NoEvent, ActivityDocument>
        implements Activities, FindActivities {

    private static final PageRequest.Order LATEST_FIRST =
            PageRequest.Order.ofInstant("state.at").reversed();

    MongoActivities(AggregateStores stores) {
        super(stores, "activities", ActivityDocument.class);
        collection()
                .createIndex(
                        Indexes.ascending("state.dealId", "state.at", "_id"),
                        new IndexOptions().name("deal"));
    }

    @Override
    public Page<Activity> of(DealId deal, @Nullable ActivityKind kind, PageRequest page) {
        var filter = new Document("state.dealId", deal.value());
        if (kind != null) {
            filter.append("state.kind", kind.name());
        }
        List<Document> found =
                collection()
                        .find(page.restrict(filter, LATEST_FIRST))
                        .sort(LATEST_FIRST.toSort())
                        .limit(page.fetch())
                        .into(new ArrayList<>());
        return page.page(found.stream().map(this::read).toList(), MongoActivities::position);
    }

    private static PageRequest.Position position(Activity activity) {
        return new PageRequest.Position(activity.at().toString(), activity.id().value());
    }

    @Override
    protected String text(ActivityId id) {
        return id.value();
    }

    @Override
    protected ActivityId idOf(Activity activity) {
        return activity.id();
    }

    @Override
    protected ActivityDocument toState(Activity activity) {
        return ActivityDocument.of(activity);
    }

    @Override
    protected Activity toAggregate(String id, long version, ActivityDocument state) {
        return state.toActivity(id, version);
    }

    @Override
    protected WireEvent toWire(Activity next, NoEvent event) {
        throw new IllegalStateException("Nothing is published about activities: " + event);
    }
}
