package org.partnerportal.deal.leads.persistence;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.leads.domain.Activity;
import org.partnerportal.deal.leads.domain.Contact;
import org.partnerportal.deal.leads.domain.Lead;
import org.partnerportal.deal.leads.domain.LeadDetails;
import org.partnerportal.deal.leads.domain.LeadId;
import org.partnerportal.deal.leads.domain.LeadOrigin;
import org.partnerportal.deal.leads.domain.LeadOrigin.FromPartner;
import org.partnerportal.deal.leads.domain.LeadOrigin.FromVendor;
import org.partnerportal.deal.leads.domain.LeadState;
import org.partnerportal.deal.leads.domain.Organisation;
import org.partnerportal.deal.leads.domain.PastOffer;
import org.partnerportal.deal.leads.domain.ProgrammeCode;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.Money;
import org.springframework.data.annotation.TypeAlias;

/**
 * A lead as it is stored, the inner part of its document: flat, so that lists can filter on it.
 *
 * @param programme of the vendor's leads
 * @param broughtBy the partner of the others
 * @param current to whom it is offered or who has it; absent where that is nobody
 * @param seen which partner sees it in which state, {@code ptr_...:OFFERED}; absent where no
 *     partner does
 * @param dueAt when something is due without anybody asking
 */
@TypeAlias("lead")
record LeadDocument(
        LeadOrigin.Name origin,
        @Nullable String programme,
        @Nullable String broughtBy,
        boolean onBehalf,
        OrganisationDocument organisation,
        ContactDocument contact,
        @Nullable String industry,
        List<String> products,
        @Nullable Money estimate,
        @Nullable String need,
        LeadStateDocument status,
        List<PastDocument> past,
        List<ActivityDocument> activities,
        String createdBy,
        Instant createdAt,
        @Nullable List<String> current,
        @Nullable List<String> seen,
        @Nullable Instant dueAt) {

    record OrganisationDocument(
            String name,
            @Nullable String street,
            String country,
            @Nullable String region,
            @Nullable String city,
            @Nullable String domain,
            @Nullable String vatId) {}

    record ContactDocument(
            @Nullable String person, @Nullable String email, @Nullable String phone) {}

    record RecipientDocument(String partnerId, Instant acceptBy, ZoneId zone) {}

    record PastDocument(
            String partnerId,
            PastOffer.Ending ending,
            String reason,
            @Nullable String comment,
            Instant at) {}

    record ActivityDocument(String partnerId, String by, Instant at, String note) {}

    static LeadDocument of(Lead lead) {
        LeadDetails details = lead.details();
        Organisation organisation = details.organisation();
        return new LeadDocument(
                lead.origin().name(),
                lead.origin() instanceof FromVendor(var programme) ? programme.value() : null,
                lead.origin() instanceof FromPartner(var partner, _) ? partner.value() : null,
                lead.origin() instanceof FromPartner(_, var onBehalf) && onBehalf,
                new OrganisationDocument(
                        organisation.name(),
                        organisation.street(),
                        organisation.country(),
                        organisation.region(),
                        organisation.city(),
                        organisation.domain(),
                        organisation.vatId()),
                new ContactDocument(
                        details.contact().person(),
                        details.contact().email(),
                        details.contact().phone()),
                details.industry(),
                details.products(),
                details.estimate(),
                details.need(),
                LeadStateDocument.of(lead.state()),
                lead.past().stream()
                        .map(offer ->
                                new PastDocument(
                                        offer.partner().value(),
                                        offer.ending(),
                                        offer.reason(),
                                        offer.comment(),
                                        offer.at()))
                        .toList(),
                lead.activities().stream()
                        .map(activity ->
                                new ActivityDocument(
                                        activity.partner().value(),
                                        activity.by().subject(),
                                        activity.at(),
                                        activity.note()))
                        .toList(),
                lead.createdBy().subject(),
                lead.createdAt(),
                orAbsent(lead.partners().stream().map(PartnerId::value).toList()),
                orAbsent(seen(lead)),
                lead.dueAt().orElse(null));
    }

    Lead toLead(String id, long version) {
        return new Lead(
                new LeadId(id),
                broughtBy == null
                        ? new FromVendor(new ProgrammeCode(Objects.requireNonNull(programme)))
                        : new FromPartner(new PartnerId(broughtBy), onBehalf),
                new LeadDetails(
                        new Organisation(
                                organisation.name(),
                                organisation.street(),
                                organisation.country(),
                                organisation.region(),
                                organisation.city(),
                                organisation.domain(),
                                organisation.vatId()),
                        new Contact(contact.person(), contact.email(), contact.phone()),
                        industry,
                        products,
                        estimate,
                        need),
                status.toState(),
                past.stream()
                        .map(offer ->
                                new PastOffer(
                                        new PartnerId(offer.partnerId()),
                                        offer.ending(),
                                        offer.reason(),
                                        offer.comment(),
                                        offer.at()))
                        .toList(),
                activities.stream()
                        .map(activity ->
                                new Activity(
                                        new PartnerId(activity.partnerId()),
                                        new Actor(activity.by()),
                                        activity.at(),
                                        activity.note()))
                        .toList(),
                new Actor(createdBy),
                createdAt,
                version);
    }

    /** As it was when it was stored; what time makes of an offer is asked by its recipients. */
    private static List<String> seen(Lead lead) {
        var partners = new LinkedHashSet<>(lead.partners());
        lead.past().forEach(offer -> partners.add(offer.partner()));
        var seen = new ArrayList<String>();
        for (PartnerId partner : partners) {
            lead.seenBy(partner, Instant.MIN)
                    .map(state -> seen(partner, state))
                    .ifPresent(seen::add);
        }
        return seen;
    }

    static String seen(PartnerId partner, LeadState.Name state) {
        return partner.value() + ":" + state.name();
    }

    private static @Nullable List<String> orAbsent(List<String> values) {
        return values.isEmpty() ? null : values;
    }
}
