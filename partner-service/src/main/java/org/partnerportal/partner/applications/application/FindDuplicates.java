package org.partnerportal.partner.applications.application;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.partnerportal.partner.applications.domain.ApplicationDetails;
import org.partnerportal.partner.applications.domain.ApplicationState;
import org.partnerportal.partner.applications.domain.Duplicate;
import org.partnerportal.partner.applications.domain.Duplicate.By;
import org.partnerportal.partner.applications.domain.PartnerApplication;
import org.partnerportal.partner.partner.application.SimilarPartners;
import org.partnerportal.partner.partner.domain.CompanyName;
import org.partnerportal.partner.partner.domain.Partner;
import org.partnerportal.partner.partner.domain.Partners;
import org.springframework.stereotype.Service;

/** Looks for partners and open applications that may be the company that applies. */
@Service
public class FindDuplicates {

    /** Of each kind; a reviewer who sees so many needs no more. */
    private static final int LIMIT = 25;

    private final FindApplications applications;
    private final SimilarPartners similar;
    private final Partners partners;
    private final ApplicationSettings settings;
    private final Clock clock;

    FindDuplicates(
            FindApplications applications,
            SimilarPartners similar,
            Partners partners,
            ApplicationSettings settings,
            Clock clock) {
        this.applications = applications;
        this.similar = similar;
        this.partners = partners;
        this.settings = settings;
        this.clock = clock;
    }

    public List<Duplicate> of(PartnerApplication application) {
        ApplicationDetails details = application.details();
        Map<String, Duplicate> found = new LinkedHashMap<>();
        if (details.vatId() != null) {
            similar.withVatId(details.country(), details.vatId())
                    .ifPresent(partner -> add(found, duplicate(partner, EnumSet.of(By.VAT_ID))));
        }
        similar.named(details.companyName(), LIMIT)
                .forEach(partner -> add(found, duplicate(partner, EnumSet.of(By.NAME))));
        Instant now = clock.instant();
        Set<String> domains = settings.ownDomains(details);
        var traits =
                new FindApplications.Traits(
                        application.id(),
                        details.country(),
                        details.vatId(),
                        details.companyName(),
                        domains);
        for (PartnerApplication other : applications.like(traits, now, LIMIT)) {
            add(found, duplicate(other, sameBy(details, domains, other.details()), now));
        }
        return List.copyOf(found.values());
    }

    private Set<By> sameBy(ApplicationDetails one, Set<String> domains, ApplicationDetails other) {
        Set<By> sameBy = EnumSet.noneOf(By.class);
        if (one.vatId() != null
                && one.vatId().equals(other.vatId())
                && one.country().equals(other.country())) {
            sameBy.add(By.VAT_ID);
        }
        if (settings.ownDomains(other).stream().anyMatch(domains::contains)) {
            sameBy.add(By.DOMAIN);
        }
        if (CompanyName.key(one.companyName()).equals(CompanyName.key(other.companyName()))) {
            sameBy.add(By.NAME);
        }
        return sameBy;
    }

    private static void add(Map<String, Duplicate> found, Duplicate duplicate) {
        if (!duplicate.sameBy().isEmpty()) {
            found.merge(
                    duplicate.reference(), duplicate, (before, now) -> before.alsoBy(now.sameBy()));
        }
    }

    private static Duplicate duplicate(Partner partner, Set<By> sameBy) {
        return new Duplicate(
                partner.id().value(),
                true,
                partner.profile().name(),
                partner.state().name().name(),
                sameBy);
    }

    /** An approved application stands for its partner, which has no domain of its own. */
    private Duplicate duplicate(PartnerApplication application, Set<By> sameBy, Instant now) {
        if (application.state() instanceof ApplicationState.Approved approved) {
            return partners.find(approved.partner())
                    .map(partner -> duplicate(partner, sameBy))
                    .orElseGet(() ->
                            new Duplicate(
                                    approved.partner().value(),
                                    true,
                                    application.details().companyName(),
                                    "ONBOARDING",
                                    sameBy));
        }
        return new Duplicate(
                application.id().value(),
                false,
                application.details().companyName(),
                application.stateAt(now).name().name(),
                sameBy);
    }
}
