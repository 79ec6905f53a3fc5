package org.partnerportal.deal.partners;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.partners.PartnerDirectory.Partner;
import org.partnerportal.messaging.CopyFeed;
import org.partnerportal.messaging.Edition;
import org.partnerportal.messaging.Envelope;
import org.springframework.stereotype.Component;

/** Keeps the directory of partners up to date. */
@Component
class PartnerFeed implements CopyFeed {

    private final PartnerDirectory directory;

    PartnerFeed(PartnerDirectory directory) {
        this.directory = directory;
    }

    @Override
    public String name() {
        return "partners";
    }

    @Override
    public List<String> topics() {
        return List.of("partner.events.v1");
    }

    @Override
    public List<String> collections() {
        return List.of(PartnerDirectory.COLLECTION);
    }

    @Override
    public void write(Envelope event, Edition edition) {
        switch (event.type()) {
            case "partner.created",
                    "partner.activated",
                    "partner.suspended",
                    "partner.reinstated",
                    "partner.terminated",
                    "partner.profile-changed",
                    "partner.removed" -> {
                PartnerChanged changed = event.read(PartnerChanged.class);
                directory.put(
                        edition,
                        changed.partnerId(),
                        event.aggregateVersion(),
                        new Partner(
                                changed.name(),
                                changed.country(),
                                changed.region(),
                                changed.channelManager(),
                                changed.state(),
                                changed.agreementInForce()));
            }
            default -> {
                // Tolerant reader: the topic carries facts that registrations have no use for.
            }
        }
    }

    /** The fields of a partner's snapshot that are used here. */
    record PartnerChanged(
            String partnerId,
            String name,
            @Nullable String country,
            @Nullable String region,
            @Nullable String channelManager,
            String state,
            boolean agreementInForce) {}
}
