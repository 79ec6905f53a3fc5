package org.partnerportal.partner.applications.web;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.partner.applications.application.ApplicantTokens;
import org.partnerportal.partner.applications.application.ApplicantTokens.Purpose;
import org.partnerportal.partner.applications.domain.ApplicationAction;
import org.partnerportal.partner.applications.domain.ApplicationId;
import org.partnerportal.partner.applications.domain.ApplicationState;
import org.partnerportal.partner.applications.domain.PartnerApplication;
import org.partnerportal.partner.applications.domain.PartnerApplications;
import org.partnerportal.web.Caller;
import org.springframework.stereotype.Component;

/**
 * Who may see which applications. An applicant sees what its token opens; a partner manager what it
 * reviews or nobody does yet; the vendor's other roles all whose address was verified. What a
 * caller may not see does not exist for it.
 */
@Component
class ApplicationAccess {

    /** Roles that see every application. */
    private static final String[] SEES_ALL = {"channel-admin", "region-manager", "auditor"};

    private final PartnerApplications applications;
    private final ApplicantTokens tokens;

    ApplicationAccess(PartnerApplications applications, ApplicantTokens tokens) {
        this.applications = applications;
        this.tokens = tokens;
    }

    /** The application that the token opens, if it is one for these purposes. */
    PartnerApplication opened(ApplicationId id, @Nullable String token, Purpose... purposes) {
        Optional<PartnerApplication> found = applications.find(id);
        String nonce = found.map(PartnerApplication::nonce).orElse("");
        boolean matches = false;
        for (Purpose purpose : purposes) {
            // Also compared where there is none: the time taken must not tell.
            matches |= tokens.matches(id, nonce, purpose, token);
        }
        boolean opens = matches;
        return found.filter(application -> opens)
                .orElseThrow(() -> CommonRefusal.NOT_FOUND.because(id));
    }

    PartnerApplication get(ApplicationId id, Caller caller) {
        PartnerApplication application = applications.get(id);
        if (!maySee(application, caller)) {
            throw CommonRefusal.NOT_FOUND.because(id);
        }
        return application;
    }

    private static boolean maySee(PartnerApplication application, Caller caller) {
        if (application.submittedAt() == null || caller.isPartner()) {
            return false;
        }
        return caller.hasAny(SEES_ALL)
                || (caller.hasAny("partner-manager")
                        && (application.state() instanceof ApplicationState.Submitted
                                || caller.username().equals(application.reviewer())));
    }

    /** Whose applications a list is limited to; null where it is not. */
    @Nullable String limitedTo(Caller caller) {
        return caller.hasAny(SEES_ALL) ? null : caller.username();
    }

    static Set<ApplicationAction.Side> sides(Caller caller) {
        Set<ApplicationAction.Side> sides = EnumSet.noneOf(ApplicationAction.Side.class);
        if (caller.hasAny("channel-admin", "region-manager", "partner-manager")) {
            sides.add(ApplicationAction.Side.REVIEWER);
        }
        if (caller.hasAny("channel-admin")) {
            sides.add(ApplicationAction.Side.DECIDER);
        }
        return sides;
    }
}
