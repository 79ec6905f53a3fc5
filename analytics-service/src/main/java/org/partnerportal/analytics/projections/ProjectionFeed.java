package org.partnerportal.analytics.projections;

import java.util.List;
import org.partnerportal.analytics.facts.Folds;
import org.partnerportal.analytics.freshness.Handled;
import org.partnerportal.messaging.Envelope;
import org.partnerportal.messaging.EventConsumer;
import org.springframework.stereotype.Component;

/** Keeps the live generation up to date. */
@Component
class ProjectionFeed implements EventConsumer {

    private final Folds folds;
    private final Projections projections;
    private final Generations generations;
    private final Handled handled;

    ProjectionFeed(Folds folds, Projections projections, Generations generations, Handled handled) {
        this.folds = folds;
        this.projections = projections;
        this.generations = generations;
        this.handled = handled;
        projections.prepare(generations.live());
    }

    @Override
    public String name() {
        return "projections";
    }

    @Override
    public List<String> topics() {
        return Folds.topics();
    }

    @Override
    public void on(Envelope event) {
        int live = generations.live();
        folds.changes(event).forEach(change -> projections.keep(live, change));
        handled.until(event.topic(), event.partition(), event.recordedAt());
    }
}
