package org.partnerportal.sample;

import java.util.List;
import org.partnerportal.messaging.Envelope;
import org.partnerportal.messaging.EventConsumer;
import org.springframework.stereotype.Component;

/** A consumer, so that its dead letters have somewhere to go. */
@Component
class SampleFeature implements EventConsumer {

    @Override
    public String name() {
        return "feature";
    }

    @Override
    public List<String> topics() {
        return List.of("crm.events.v1");
    }

    @Override
    public void on(Envelope event) {
        // Only its name is of interest.
    }
}
