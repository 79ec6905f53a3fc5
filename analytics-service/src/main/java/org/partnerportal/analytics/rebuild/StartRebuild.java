package org.partnerportal.analytics.rebuild;

import java.time.Clock;
import org.partnerportal.analytics.projections.Generations;
import org.partnerportal.web.Identities;
import org.springframework.stereotype.Service;

/** Begins a rebuild. */
@Service
class StartRebuild {

    private final Rebuilds rebuilds;
    private final Generations generations;
    private final RebuildWorker worker;
    private final Identities identities;
    private final Clock clock;

    StartRebuild(
            Rebuilds rebuilds,
            Generations generations,
            RebuildWorker worker,
            Identities identities,
            Clock clock) {
        this.rebuilds = rebuilds;
        this.generations = generations;
        this.worker = worker;
        this.identities = identities;
        this.clock = clock;
    }

    Rebuild handle() {
        int previous = generations.read();
        Rebuild rebuild =
                rebuilds.begin(
                        Rebuild.begun(
                                identities.next("job"),
                                previous,
                                generations.allocate(),
                                clock.instant()));
        worker.nudge();
        return rebuild;
    }
}
