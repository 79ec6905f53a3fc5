package org.partnerportal.partner.applications.messaging;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.partnerportal.kernel.Refused;
import org.partnerportal.messaging.Envelope;
import org.partnerportal.messaging.EventConsumer;
import org.partnerportal.partner.applications.domain.ApplicationDetails;
import org.partnerportal.partner.applications.domain.ApplicationId;
import org.partnerportal.partner.applications.domain.ApplicationState;
import org.partnerportal.partner.applications.domain.PartnerApplication;
import org.partnerportal.partner.applications.domain.PartnerApplications;
import org.partnerportal.partner.memberships.application.InviteMember;
import org.partnerportal.partner.memberships.domain.PartnerRole;
import org.partnerportal.partner.memberships.domain.Person;
import org.partnerportal.partner.partner.domain.Partner;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.partnerportal.partner.partner.domain.PartnerProfile;
import org.partnerportal.partner.partner.domain.PartnerState;
import org.partnerportal.partner.partner.domain.Partners;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Makes the partner that an approved application stands for, and asks who applied to be its first
 * administrator. Driven by our own published fact, because it comes for certain, whatever crashed
 * after the approval.
 */
@Component
class ApprovedApplications implements EventConsumer {

    private static final Logger log = LoggerFactory.getLogger(ApprovedApplications.class);

    private final PartnerApplications applications;
    private final Partners partners;
    private final InviteMember invite;
    private final Clock clock;

    ApprovedApplications(
            PartnerApplications applications, Partners partners, InviteMember invite, Clock clock) {
        this.applications = applications;
        this.partners = partners;
        this.invite = invite;
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
        inviteFirstAdministrator(application.id(), details, approved.partner());
    }

    private void inviteFirstAdministrator(
            ApplicationId application, ApplicationDetails details, PartnerId partner) {
        try {
            invite.handle(
                    InviteMember.idFrom(application.value()),
                    partner,
                    new Person(
                            details.contact().email(),
                            details.contact().name(),
                            details.language().tag()),
                    Set.of(PartnerRole.ADMIN));
        } catch (Refused refused) {
            // A member already, or the partnership has ended before it began.
            log.info("Nobody is invited for {}: {}", application, refused.refusal().code());
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
