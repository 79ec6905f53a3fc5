package org.partnerportal.deal.customer.candidates;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.crm.CrmTime;
import org.partnerportal.deal.customer.candidates.KnownSale.Kind;
import org.partnerportal.deal.customer.matching.Described;
import org.partnerportal.deal.customer.matching.OrganisationMatcher;
import org.partnerportal.deal.products.ProductCatalogue;
import org.partnerportal.deal.registration.application.Programme;
import org.partnerportal.messaging.CopyFeed;
import org.partnerportal.messaging.Edition;
import org.partnerportal.messaging.Envelope;
import org.springframework.stereotype.Component;

/**
 * Keeps the index up to date: by the registrations' own events, and by what the CRM says of the
 * vendor's direct opportunities.
 */
@Component
class CandidateFeed implements CopyFeed {

    private static final Set<String> OPEN = Set.of("SUBMITTED", "RETURNED", "APPROVED");
    private static final Set<String> OPENING =
            Set.of("deal.submitted", "crm.opportunity.created", "crm.opportunity.updated");

    /** Many may be registered for one customer. */
    private static final String TENDER = "TENDER";

    private static final String DIRECT = "DIRECT";

    private final CandidateIndex index;
    private final OrganisationMatcher matcher;
    private final ProductCatalogue products;
    private final Programme programme;
    private final List<SaleWatch> watches;

    CandidateFeed(
            CandidateIndex index,
            OrganisationMatcher matcher,
            ProductCatalogue products,
            Programme programme,
            List<SaleWatch> watches) {
        this.index = index;
        this.matcher = matcher;
        this.products = products;
        this.programme = programme;
        this.watches = List.copyOf(watches);
    }

    @Override
    public String name() {
        return "candidates";
    }

    @Override
    public List<String> topics() {
        return List.of("deal.events.v1", "crm.events.v1");
    }

    @Override
    public List<String> collections() {
        return List.of(CandidateIndex.COLLECTION);
    }

    /** The index is written first: of two at one instant, the later writer sees the other. */
    @Override
    public void on(Envelope event) {
        if (!isAboutASale(event)) {
            return;
        }
        write(event, Edition.LIVE);
        index.find(Edition.LIVE, event.subject())
                .ifPresent(sale -> tell(event.subject(), sale, event.type()));
    }

    private void tell(String id, KnownSale sale, String type) {
        if (!sale.open()) {
            watches.forEach(watch -> watch.ended(id));
        } else if (OPENING.contains(type)) {
            watches.forEach(watch -> watch.opened(sale.opened(id)));
        }
    }

    @Override
    public void write(Envelope event, Edition edition) {
        switch (event.type()) {
            case "crm.opportunity.created", "crm.opportunity.updated" ->
                    opportunity(event, edition);
            case "crm.opportunity.won", "crm.opportunity.lost" -> closed(event, edition);
            default -> {
                if (isAboutARegistration(event)) {
                    registration(event, edition);
                }
            }
        }
    }

    private static boolean isAboutASale(Envelope event) {
        return event.type().startsWith("crm.opportunity.") || isAboutARegistration(event);
    }

    /** Every fact about a registration says how it stands; the others say nothing here. */
    private static boolean isAboutARegistration(Envelope event) {
        return event.data().has("dealId") && event.data().has("customer");
    }

    private void registration(Envelope event, Edition edition) {
        Registration it = event.read(Registration.class);
        Account customer = it.customer();
        index.put(
                edition,
                it.dealId(),
                event.aggregateVersion(),
                sale(
                        Kind.REGISTRATION,
                        it.partnerId(),
                        customer,
                        it.products().stream().map(Line::productCode).toList(),
                        it.state(),
                        OPEN.contains(it.state()) && !TENDER.equals(it.type()),
                        it.submittedAt() == null ? it.registeredAt() : it.submittedAt()));
    }

    private void opportunity(Envelope event, Edition edition) {
        Opportunity it = event.read(Opportunity.class);
        if (it.dealId() != null) {
            return;
        }
        boolean direct = DIRECT.equals(it.owner());
        index.put(
                edition,
                it.opportunityId(),
                position(event),
                sale(
                        Kind.DIRECT,
                        null,
                        it.account(),
                        codes(it.productCodes()),
                        direct ? "OPEN" : "CLOSED",
                        direct,
                        it.createdAt() == null
                                ? event.time()
                                : CrmTime.of(it.createdAt(), programme.zone())));
    }

    private void closed(Envelope event, Edition edition) {
        index.find(edition, event.subject())
                .filter(sale -> sale.kind() == Kind.DIRECT)
                .ifPresent(sale ->
                        index.put(edition, event.subject(), position(event), sale.closed()));
    }

    /**
     * The CRM does not count its changes; of one opportunity they lie in one partition, in order.
     */
    private static long position(Envelope event) {
        return event.offset() + 1;
    }

    private List<String> codes(@Nullable List<String> names) {
        return names == null
                ? List.of()
                : names.stream().map(name -> products.find(name).orElse(name)).distinct().toList();
    }

    private KnownSale sale(
            Kind kind,
            @Nullable String partnerId,
            Account customer,
            List<String> productCodes,
            String state,
            boolean open,
            Instant since) {
        var described =
                new Described(
                        customer.name(), customer.country(), customer.domain(), customer.vatId());
        return new KnownSale(
                kind,
                partnerId,
                customer.name(),
                customer.country(),
                customer.domain(),
                customer.vatId(),
                productCodes,
                state,
                open,
                since,
                List.copyOf(matcher.read(described).keys().all()));
    }

    /** The fields of a registration's snapshot that are used here. */
    record Registration(
            String dealId,
            String partnerId,
            String state,
            @Nullable String type,
            Account customer,
            List<Line> products,
            Instant registeredAt,
            @Nullable Instant submittedAt) {}

    record Line(String productCode) {}

    record Opportunity(
            String opportunityId,
            @Nullable String dealId,
            Account account,
            @Nullable List<String> productCodes,
            String owner,
            @Nullable String createdAt) {}

    record Account(
            String name,
            @Nullable String country,
            @Nullable String domain,
            @Nullable String vatId) {}
}
