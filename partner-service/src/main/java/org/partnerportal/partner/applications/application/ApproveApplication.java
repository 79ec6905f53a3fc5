package org.partnerportal.partner.applications.application;

import java.time.Clock;
import java.util.Set;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Ids;
import org.partnerportal.partner.applications.domain.ApplicationId;
import org.partnerportal.partner.applications.domain.PartnerApplication;
import org.partnerportal.partner.applications.domain.PartnerApplications;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.partnerportal.partner.partner.domain.PartnerState;
import org.partnerportal.partner.partner.domain.Partners;
import org.springframework.stereotype.Service;

/**
 * Accepts an application and fixes the id of the partner that comes of it. Between two approvals of
 * one VAT id the store decides; between an approval and an import it does not matter who is first,
 * because both mean the same id.
 */
@Service
public class ApproveApplication {

    private final PartnerApplications applications;
    private final FindDuplicates duplicates;
    private final Partners partners;
    private final Clock clock;

    ApproveApplication(
            PartnerApplications applications,
            FindDuplicates duplicates,
            Partners partners,
            Clock clock) {
        this.applications = applications;
        this.duplicates = duplicates;
        this.partners = partners;
        this.clock = clock;
    }

    public PartnerApplication handle(Command command) {
        return applications.change(
                command.application(),
                command.expected(),
                application ->
                        application.approve(
                                new PartnerApplication.Terms(
                                        command.by(),
                                        partnerOf(application),
                                        command.region(),
                                        command.channelManager()),
                                duplicates.of(application),
                                command.acknowledged(),
                                clock.instant()));
    }

    /**
     * Follows from the VAT id, as for partners from a file; companies without one, and one whose
     * import was undone, are known by their application alone.
     */
    private PartnerId partnerOf(PartnerApplication application) {
        var details = application.details();
        if (details.vatId() != null) {
            PartnerId id = PartnerId.of(details.country(), details.companyName(), details.vatId());
            boolean removed =
                    partners.find(id)
                            .filter(partner -> partner.state() instanceof PartnerState.Removed)
                            .isPresent();
            if (!removed) {
                return id;
            }
        }
        return new PartnerId(Ids.derived("ptr", "application", application.id().value()));
    }

    /**
     * @param by user name of who decides
     * @param acknowledged ids of possible duplicates that are held to be other companies
     */
    public record Command(
            ApplicationId application,
            Expected expected,
            String by,
            String region,
            String channelManager,
            Set<String> acknowledged) {}
}
