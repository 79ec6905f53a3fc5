package org.partnerportal.partner.applications.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.partnerportal.kernel.Expected;
import org.partnerportal.partner.applications.domain.AnApplication;
import org.partnerportal.partner.applications.domain.ApplicationDetails;
import org.partnerportal.partner.applications.domain.ApplicationEvent;
import org.partnerportal.partner.applications.domain.ApplicationId;
import org.partnerportal.partner.applications.domain.ApplicationState;
import org.partnerportal.partner.applications.domain.PartnerApplication;
import org.partnerportal.partner.applications.domain.PartnerApplications;
import org.partnerportal.partner.partner.application.SimilarPartners;
import org.partnerportal.partner.partner.domain.Partner;
import org.partnerportal.partner.partner.domain.PartnerEvent;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.partnerportal.partner.partner.domain.PartnerProfile;
import org.partnerportal.partner.partner.domain.Partners;
import org.partnerportal.testkit.InMemoryAggregates;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;

class ApproveApplicationTest {

    private static final Clock CLOCK = Clock.fixed(AnApplication.MORNING, ZoneOffset.UTC);

    private final Applications applications = new Applications();
    private final PartnersInMemory partners = new PartnersInMemory();
    private final ApproveApplication approve =
            new ApproveApplication(
                    applications,
                    new FindDuplicates(
                            new Alone(),
                            new Alone(),
                            partners,
                            new ApplicationSettings(
                                    "",
                                    "",
                                    Duration.ZERO,
                                    Duration.ZERO,
                                    Duration.ZERO,
                                    Duration.ZERO,
                                    0,
                                    Set.of(),
                                    Duration.ZERO,
                                    0),
                            CLOCK),
                    partners,
                    CLOCK);

    private PartnerId partnerOf(@Nullable String vatId) {
        ApplicationDetails all = AnApplication.details();
        var details =
                new ApplicationDetails(
                        all.companyName(),
                        all.country(),
                        vatId,
                        all.website(),
                        all.contact(),
                        all.partnerType(),
                        all.region(),
                        all.message(),
                        all.language());
        applications.add(
                PartnerApplication.draft(
                        AnApplication.ID,
                        details,
                        "2026-01",
                        "nonce",
                        AnApplication.RULES,
                        AnApplication.MORNING));
        applications.change(
                AnApplication.ID, Expected.any(), draft -> draft.verify(AnApplication.MORNING));
        applications.change(
                AnApplication.ID,
                Expected.any(),
                submitted -> submitted.review("cam", AnApplication.MORNING));
        PartnerApplication approved =
                approve.handle(
                        new ApproveApplication.Command(
                                AnApplication.ID,
                                Expected.any(),
                                "chief",
                                "Central",
                                "melvin.marxen",
                                Set.of()));
        return ((ApplicationState.Approved) approved.state()).partner();
    }

    @Test
    void meansThePartnerThatAnImportOfTheVatIdWouldMean() {
        assertThat(partnerOf("DE123456789"))
                .isEqualTo(PartnerId.of("DE", "Another name", "DE123456789"));
    }

    @Test
    void neverMeansANamesakeWhereThereIsNoVatId() {
        assertThat(partnerOf(null)).isNotEqualTo(PartnerId.of("DE", "Musterhaus GmbH", null));
    }

    @Test
    void doesNotMeanAPartnerWhoseImportWasUndone() {
        PartnerId id = PartnerId.of("DE", "Musterhaus GmbH", "DE123456789");
        var profile = new PartnerProfile("Musterhaus GmbH", "DE", "DE123456789", null, null);
        partners.add(Partner.create(id, profile, "job_1", AnApplication.MORNING));
        partners.change(id, Expected.any(), partner -> partner.remove(AnApplication.MORNING));

        assertThat(partnerOf("DE123456789")).isNotEqualTo(id);
    }

    private static final class Applications
            extends InMemoryAggregates<ApplicationId, PartnerApplication, ApplicationEvent>
            implements PartnerApplications {

        Applications() {
            super(
                    PartnerApplication::id,
                    (it, version) ->
                            new PartnerApplication(
                                    it.id(),
                                    it.details(),
                                    it.consent(),
                                    it.nonce(),
                                    it.state(),
                                    it.messages(),
                                    it.mails(),
                                    it.createdAt(),
                                    it.submittedAt(),
                                    version));
        }
    }

    private static final class PartnersInMemory
            extends InMemoryAggregates<PartnerId, Partner, PartnerEvent> implements Partners {

        PartnersInMemory() {
            super(
                    Partner::id,
                    (it, version) ->
                            new Partner(
                                    it.id(),
                                    it.profile(),
                                    it.state(),
                                    it.agreementInForce(),
                                    it.batch(),
                                    version));
        }
    }

    /** Nobody else is like it. */
    private static final class Alone implements FindApplications, SimilarPartners {

        @Override
        public Page<PartnerApplication> find(Filter filter, PageRequest page) {
            return new Page<>(List.of(), null);
        }

        @Override
        public List<ApplicationId> dueForExpiry(Instant now, int limit) {
            return List.of();
        }

        @Override
        public List<PartnerApplication> like(Traits traits, Instant now, int limit) {
            return List.of();
        }

        @Override
        public long unverified(String mailbox, Instant after, Instant before) {
            return 0;
        }

        @Override
        public Optional<Instant> lastRejection(String mailbox, Instant after, Instant until) {
            return Optional.empty();
        }

        @Override
        public Optional<Partner> withVatId(String country, String vatId) {
            return Optional.empty();
        }

        @Override
        public List<Partner> named(String name, int limit) {
            return List.of();
        }
    }
}
