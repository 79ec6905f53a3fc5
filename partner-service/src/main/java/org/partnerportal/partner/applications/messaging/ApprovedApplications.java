package org.partnerportal.partner.applications.messaging;

import java.time.Clock;
import java.util.List;
import org.partnerportal.messaging.Envelope;
import org.partnerportal.messaging.EventConsumer;
import org.partnerportal.partner.applications.domain.ApplicationDetails;
import org.partnerportal.partner.applications.domain.ApplicationId;
import org.partnerportal.partner.applications.domain.ApplicationState;
import org.partnerportal.partner.applications.domain.PartnerApplication;
import org.partnerportal.partner.applications.domain.PartnerApplications;
import org.partnerportal.partner.partner.domain.Partner;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.partnerportal.partner.partner.domain.PartnerProfile;
import org.partnerportal.partner.partner.domain.PartnerState;
import org.partnerportal.partner.partner.domain.Partners;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Makes the partner that an approved application stands for. Driven by our own published fact,
 * because it comes for certain, whatever crashed after the approval.
 */
@Component
class ApprovedApplications implements EventConsumer {

    private final PartnerApplications applications;
    private final Partners partners;
    private final Clock clock;

    ApprovedApplications(PartnerApplications applications, Partners partners, Clock clock) {
        this.applications = applications;
        this.partners = partners;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "approved-applications";
    }

    @Override
    public List<String> topics() {
        return List.of("partner.events.v1");
    }

    @Override
    public void on(Envelope event) {
        if (event.type().equals("partner.application-approved")) {
            create(applications.get(new ApplicationId(event.subject())));
        }
    }

    private void create(PartnerApplication application) {
        if (!(application.state() instanceof ApplicationState.Approved approved)) {
            throw new IllegalStateException(
                    application.id() + " was approved and is " + application.state().name());
        }
        ApplicationDetails details = application.details();
        var profile =
                new PartnerProfile(
                        details.companyName(),
                        details.country(),
                        details.vatId(),
                        approved.region(),
                        approved.channelManager());
        try {
            partners.add(Partner.create(approved.partner(), profile, null, clock.instant()));
        } catch (DuplicateKeyException e) {
            mustBeThere(approved.partner(), e);
        }
    }

    /** Made before by this fact, or by an import that means the same VAT id. */
    private void mustBeThere(PartnerId id, DuplicateKeyException cause) {
        if (partners.find(id)
                .filter(partner -> !(partner.state() instanceof PartnerState.Removed))
                .isEmpty()) {
            throw new IllegalStateException(id + " is taken, or its VAT id is another's", cause);
        }
    }
}
