package org.partnerportal.deal.approvals.messaging;

import java.util.List;
import org.partnerportal.deal.approvals.application.DealProcesses;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.Deals;
import org.partnerportal.messaging.Envelope;
import org.partnerportal.messaging.EventConsumer;
import org.springframework.stereotype.Component;

/**
 * Keeps approval processes in step with registrations. Driven by our own published facts, because
 * they come for certain; what counts is how the registration stands when they are read.
 */
@Component
class SubmissionFeed implements EventConsumer {

    private final Deals deals;
    private final DealProcesses processes;

    SubmissionFeed(Deals deals, DealProcesses processes) {
        this.deals = deals;
        this.processes = processes;
    }

    @Override
    public String name() {
        return "approvals";
    }

    @Override
    public List<String> topics() {
        return List.of("deal.events.v1");
    }

    @Override
    public void on(Envelope event) {
        switch (event.type()) {
            case "deal.submitted", "deal.returned", "deal.withdrawn", "deal.rejected" -> {
                if (processes.areUsed()) {
                    deals.find(new DealId(event.subject())).ifPresent(processes::follow);
                }
            }
            default -> {
                // The other facts leave approvals as they are.
            }
        }
    }
}
