package org.partnerportal.partner.applications.application;

import java.time.Clock;
import org.partnerportal.partner.applications.domain.ApplicationDetails;
import org.partnerportal.partner.applications.domain.ApplicationId;
import org.partnerportal.partner.applications.domain.PartnerApplication;
import org.partnerportal.partner.applications.domain.PartnerApplications;
import org.springframework.stereotype.Service;

/**
 * Writes down an application as a draft. Nothing is looked up, so the answer cannot tell a stranger
 * who is known here.
 */
@Service
public class ApplyForPartnership {

    private final PartnerApplications applications;
    private final ApplicantTokens tokens;
    private final ApplicationSettings settings;
    private final Clock clock;

    ApplyForPartnership(
            PartnerApplications applications,
            ApplicantTokens tokens,
            ApplicationSettings settings,
            Clock clock) {
        this.applications = applications;
        this.tokens = tokens;
        this.settings = settings;
        this.clock = clock;
    }

    public PartnerApplication handle(Command command) {
        return applications.add(
                PartnerApplication.draft(
                        command.id(),
                        command.details(),
                        command.consentVersion(),
                        tokens.newNonce(),
                        settings.rules(),
                        clock.instant()));
    }

    public record Command(ApplicationId id, ApplicationDetails details, String consentVersion) {}
}
