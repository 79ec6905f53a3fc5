package org.partnerportal.deal.registration.domain;

import org.partnerportal.kernel.Aggregates;

/** All activities, of every registration. */
public interface Activities extends Aggregates<ActivityId, Activity, Activities.NoEvent> {

    /** What an activity means for its registration is said there; nothing is published about it. */
    enum NoEvent {}
}
