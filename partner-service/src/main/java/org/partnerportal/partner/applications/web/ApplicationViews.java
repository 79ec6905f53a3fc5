package org.partnerportal.partner.applications.web;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.partner.applications.domain.ApplicationAction;
import org.partnerportal.partner.applications.domain.ApplicationDetails;
import org.partnerportal.partner.applications.domain.ApplicationState;
import org.partnerportal.partner.applications.domain.Duplicate;
import org.partnerportal.partner.applications.domain.Message;
import org.partnerportal.partner.applications.domain.PartnerApplication;
import org.partnerportal.partner.applications.domain.PartnerType;
import org.partnerportal.partner.applications.domain.RejectionReason;

/** Applications as the public, the applicant and the vendor see them. */
final class ApplicationViews {

    private ApplicationViews() {}

    /**
     * The answer to whoever applies: the same whoever is known here.
     *
     * @param verifyUntil the mail's link is good before this instant
     */
    record Received(String id, ApplicationState.Name state, Instant verifyUntil) {}

    /**
     * The answer to the right token of the mail.
     *
     * @param applicantToken opens the application; send it as header X-Applicant-Token
     */
    record Verified(String id, ApplicationState.Name state, String applicantToken) {}

    /** What the applicant said of its company. */
    record Company(
            String companyName,
            String country,
            @Nullable String vatId,
            @Nullable String website,
            ApplicationRequests.Contact contact,
            @Nullable PartnerType partnerType,
            @Nullable String region,
            @Nullable String message,
            String locale) {

        static Company of(ApplicationDetails details) {
            return new Company(
                    details.companyName(),
                    details.country(),
                    details.vatId(),
                    details.website(),
                    new ApplicationRequests.Contact(
                            details.contact().name(), details.contact().email()),
                    details.partnerType(),
                    details.region(),
                    details.message(),
                    details.language().tag());
        }
    }

    /**
     * An application as its applicant sees it: nothing of what the vendor keeps to itself.
     *
     * @param messages questions and answers, oldest first
     * @param answerUntil a question must be answered before this instant
     * @param rejectedBecause why it was not accepted
     * @param allowedActions what the applicant may do next
     * @param version also the ETag
     */
    record ForApplicant(
            String id,
            ApplicationState.Name state,
            Company application,
            @Nullable Instant submittedAt,
            List<Message> messages,
            @Nullable Instant answerUntil,
            @Nullable RejectionReason rejectedBecause,
            List<ApplicationAction> allowedActions,
            long version) {

        static ForApplicant of(PartnerApplication application, Instant now) {
            ApplicationState state = application.stateAt(now);
            return new ForApplicant(
                    application.id().value(),
                    state.name(),
                    Company.of(application.details()),
                    application.submittedAt(),
                    application.messages(),
                    until(state),
                    state instanceof ApplicationState.Rejected rejected
                            ? rejected.reason().toldAs()
                            : null,
                    allowed(application, Set.of(ApplicationAction.Side.APPLICANT), now),
                    application.version());
        }
    }

    /**
     * An application as the vendor sees it.
     *
     * @param messages questions and answers, oldest first
     * @param reviewer user name of who looks into it
     * @param answerUntil the question must be answered before this instant
     * @param coolOffUntil the same applicant was rejected shortly before it applied again
     * @param possibleDuplicates of one application that is still open, not in lists
     * @param allowedActions what this caller may do next
     * @param version also the ETag
     */
    record ForVendor(
            String id,
            ApplicationState.Name state,
            Company application,
            String consentVersion,
            Instant createdAt,
            @Nullable Instant submittedAt,
            @Nullable String reviewer,
            List<Message> messages,
            @Nullable Instant answerUntil,
            @Nullable Decision decision,
            @Nullable Instant coolOffUntil,
            @Nullable List<DuplicateView> possibleDuplicates,
            List<ApplicationAction> allowedActions,
            long version) {

        static ForVendor of(
                PartnerApplication application,
                @Nullable Instant coolOffUntil,
                @Nullable List<Duplicate> duplicates,
                Set<ApplicationAction.Side> sides,
                Instant now) {
            ApplicationState state = application.stateAt(now);
            return new ForVendor(
                    application.id().value(),
                    state.name(),
                    Company.of(application.details()),
                    application.consent().version(),
                    application.createdAt(),
                    application.submittedAt(),
                    application.reviewer(),
                    application.messages(),
                    until(state),
                    Decision.of(state),
                    coolOffUntil,
                    duplicates == null ? null : duplicates.stream().map(DuplicateView::of).toList(),
                    allowed(application, sides, now),
                    application.version());
        }
    }

    /**
     * The vendor's decision.
     *
     * @param by user name
     * @param partnerId of the partner that it became
     */
    record Decision(
            Instant at,
            String by,
            @Nullable RejectionReason reason,
            @Nullable String comment,
            @Nullable String partnerId,
            @Nullable String region,
            @Nullable String channelManager) {

        static @Nullable Decision of(ApplicationState state) {
            return switch (state) {
                case ApplicationState.Approved(
                                var at,
                                var by,
                                var partner,
                                var region,
                                var manager) ->
                        new Decision(at, by, null, null, partner.value(), region, manager);
                case ApplicationState.Rejected(var at, var by, var reason, var comment) ->
                        new Decision(at, by, reason, comment, null, null, null);
                case ApplicationState.Draft _,
                        ApplicationState.Submitted _,
                        ApplicationState.UnderReview _,
                        ApplicationState.InfoRequested _,
                        ApplicationState.Withdrawn _,
                        ApplicationState.Expired _ ->
                        null;
            };
        }
    }

    /**
     * A partner or another application that may be the same company.
     *
     * @param blocking it makes the approval impossible; others need to be acknowledged
     */
    record DuplicateView(
            String id, String name, String state, List<Duplicate.By> sameBy, boolean blocking) {

        static DuplicateView of(Duplicate duplicate) {
            return new DuplicateView(
                    duplicate.reference(),
                    duplicate.name(),
                    duplicate.state(),
                    duplicate.sameBy().stream().sorted().toList(),
                    duplicate.blocks());
        }
    }

    private static @Nullable Instant until(ApplicationState state) {
        return state instanceof ApplicationState.InfoRequested asked ? asked.until() : null;
    }

    private static List<ApplicationAction> allowed(
            PartnerApplication application, Set<ApplicationAction.Side> sides, Instant now) {
        return application.allowed(now).stream()
                .filter(action -> sides.contains(action.side()))
                .toList();
    }
}
