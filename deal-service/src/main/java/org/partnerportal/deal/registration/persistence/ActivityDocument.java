package org.partnerportal.deal.registration.persistence;

import java.time.Instant;
import org.partnerportal.deal.registration.domain.Activity;
import org.partnerportal.deal.registration.domain.ActivityId;
import org.partnerportal.deal.registration.domain.ActivityKind;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.DealAction.Side;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.springframework.data.annotation.TypeAlias;

/** An activity as it is stored. */
@TypeAlias("activity")
record ActivityDocument(
        String dealId,
        String partnerId,
        ActivityKind kind,
        Instant at,
        String text,
        String by,
        Side side,
        Instant loggedAt) {

    static ActivityDocument of(Activity activity) {
        return new ActivityDocument(
                activity.deal().value(),
                activity.partner().value(),
                activity.kind(),
                activity.at(),
                activity.text(),
                activity.by().subject(),
                activity.side(),
                activity.loggedAt());
    }

    Activity toActivity(String id, long version) {
        return new Activity(
                new ActivityId(id),
                new DealId(dealId),
                new PartnerId(partnerId),
                kind,
                at,
                text,
                new Actor(by),
                side,
                loggedAt,
                version);
    }
}
