package org.partnerportal.partner.applications.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.partner.applications.domain.ApplicationDetails;
import org.partnerportal.partner.applications.domain.ApplicationId;
import org.partnerportal.partner.applications.domain.ApplicationState;
import org.partnerportal.partner.applications.domain.Consent;
import org.partnerportal.partner.applications.domain.Language;
import org.partnerportal.partner.applications.domain.Message;
import org.partnerportal.partner.applications.domain.PartnerApplication;
import org.partnerportal.partner.applications.domain.PartnerType;
import org.partnerportal.partner.applications.domain.RejectionReason;
import org.partnerportal.partner.applications.domain.VerificationMails;
import org.partnerportal.partner.partner.domain.CompanyName;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.partnerportal.partner.partner.domain.VatId;
import org.springframework.data.annotation.TypeAlias;

/**
 * An application as it is stored: flat, so that lists can filter on it.
 *
 * @param nameKey the name folded, for searches whatever the case
 * @param matchKey the name without its legal form, to find the same company
 * @param mailbox the e-mail address folded
 * @param domains of web and e-mail address, without those that many share
 * @param vatKey country with VAT id
 * @param approvedVatKey the same once it is approved: unique, so that one tax payer becomes one
 *     partner; absent otherwise
 */
@TypeAlias("application")
record ApplicationDocument(
        String companyName,
        String nameKey,
        String matchKey,
        String country,
        @Nullable String vatId,
        @Nullable String vatKey,
        @Nullable String approvedVatKey,
        @Nullable String website,
        List<String> domains,
        String contactName,
        String email,
        String mailbox,
        @Nullable PartnerType partnerType,
        @Nullable String region,
        @Nullable String message,
        Language language,
        String consentVersion,
        Instant consentAt,
        String nonce,
        StateDocument status,
        List<MessageDocument> messages,
        int mailCount,
        Instant lastMailAt,
        Instant createdAt,
        @Nullable Instant submittedAt) {

    record MessageDocument(Message.Side from, Instant at, String text) {}

    /** All states in one shape; a state fills what it has. */
    record StateDocument(
            ApplicationState.Name name,
            @Nullable Instant at,
            @Nullable String by,
            @Nullable String reviewer,
            @Nullable Instant until,
            @Nullable String reason,
            @Nullable String comment,
            @Nullable String partnerId,
            @Nullable String region,
            @Nullable String channelManager) {

        static StateDocument of(ApplicationState state) {
            ApplicationState.Name name = state.name();
            return switch (state) {
                case ApplicationState.Draft(var until) ->
                        new StateDocument(
                                name, null, null, null, until, null, null, null, null, null);
                case ApplicationState.Submitted(var at) -> at(name, at);
                case ApplicationState.UnderReview(var at, var reviewer) ->
                        new StateDocument(
                                name, at, null, reviewer, null, null, null, null, null, null);
                case ApplicationState.InfoRequested(var at, var reviewer, var until) ->
                        new StateDocument(
                                name, at, null, reviewer, until, null, null, null, null, null);
                case ApplicationState.Approved(
                                var at,
                                var by,
                                var partner,
                                var region,
                                var manager) ->
                        new StateDocument(
                                name,
                                at,
                                by,
                                null,
                                null,
                                null,
                                null,
                                partner.value(),
                                region,
                                manager);
                case ApplicationState.Rejected(var at, var by, var reason, var comment) ->
                        new StateDocument(
                                name, at, by, null, null, reason.name(), comment, null, null, null);
                case ApplicationState.Withdrawn(var at) -> at(name, at);
                case ApplicationState.Expired(var at) -> at(name, at);
            };
        }

        private static StateDocument at(ApplicationState.Name name, Instant at) {
            return new StateDocument(name, at, null, null, null, null, null, null, null, null);
        }

        ApplicationState toState() {
            return switch (name) {
                case DRAFT -> new ApplicationState.Draft(there(until));
                case SUBMITTED -> new ApplicationState.Submitted(there(at));
                case UNDER_REVIEW -> new ApplicationState.UnderReview(there(at), there(reviewer));
                case INFO_REQUESTED ->
                        new ApplicationState.InfoRequested(
                                there(at), there(reviewer), there(until));
                case APPROVED ->
                        new ApplicationState.Approved(
                                there(at),
                                there(by),
                                new PartnerId(there(partnerId)),
                                there(region),
                                there(channelManager));
                case REJECTED ->
                        new ApplicationState.Rejected(
                                there(at),
                                there(by),
                                RejectionReason.valueOf(there(reason)),
                                there(comment));
                case WITHDRAWN -> new ApplicationState.Withdrawn(there(at));
                case EXPIRED -> new ApplicationState.Expired(there(at));
            };
        }

        private static <T> T there(@Nullable T value) {
            return Objects.requireNonNull(value, "a field that this state always has");
        }
    }

    static ApplicationDocument of(PartnerApplication application, Set<String> domains) {
        ApplicationDetails details = application.details();
        String vatKey =
                details.vatId() == null ? null : VatId.key(details.country(), details.vatId());
        return new ApplicationDocument(
                details.companyName(),
                PartnerId.folded(details.companyName()),
                CompanyName.key(details.companyName()),
                details.country(),
                details.vatId(),
                vatKey,
                application.state() instanceof ApplicationState.Approved ? vatKey : null,
                details.website(),
                List.copyOf(domains),
                details.contact().name(),
                details.contact().email(),
                details.contact().mailbox(),
                details.partnerType(),
                details.region(),
                details.message(),
                details.language(),
                application.consent().version(),
                application.consent().at(),
                application.nonce(),
                StateDocument.of(application.state()),
                application.messages().stream()
                        .map(said -> new MessageDocument(said.from(), said.at(), said.text()))
                        .toList(),
                application.mails().count(),
                application.mails().last(),
                application.createdAt(),
                application.submittedAt());
    }

    PartnerApplication toApplication(String id, long version) {
        return new PartnerApplication(
                new ApplicationId(id),
                new ApplicationDetails(
                        companyName,
                        country,
                        vatId,
                        website,
                        new ApplicationDetails.Contact(contactName, email),
                        partnerType,
                        region,
                        message,
                        language),
                new Consent(consentVersion, consentAt),
                nonce,
                status.toState(),
                messages.stream()
                        .map(said -> new Message(said.from(), said.at(), said.text()))
                        .toList(),
                new VerificationMails(mailCount, lastMailAt),
                createdAt,
                submittedAt,
                version);
    }
}
