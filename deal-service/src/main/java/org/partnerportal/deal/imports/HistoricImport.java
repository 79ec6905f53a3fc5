package org.partnerportal.deal.imports;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.crm.Opportunities;
import org.partnerportal.deal.partners.PartnerDirectory;
import org.partnerportal.deal.products.ProductCatalogue;
import org.partnerportal.deal.registration.application.ChangeDeal;
import org.partnerportal.deal.registration.application.Programme;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealDetails;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.DealRefusal;
import org.partnerportal.deal.registration.domain.DealState;
import org.partnerportal.deal.registration.domain.Deals;
import org.partnerportal.deal.registration.domain.EndCustomer;
import org.partnerportal.deal.registration.domain.ExternalReference;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.deal.registration.domain.ProductLine;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Ids;
import org.partnerportal.kernel.Money;
import org.partnerportal.kernel.Refused;
import org.partnerportal.web.imports.ImportKind;
import org.partnerportal.web.imports.ImportRow;
import org.partnerportal.web.imports.RowOutcome;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Historic registrations from a file: with their own dates, without a claim and without
 * notifications, still to be closed. The business key is the id in the earlier system, from which
 * the registration's id follows.
 */
@Component
class HistoricImport implements ImportKind {

    private final Deals deals;
    private final ChangeDeal change;
    private final PartnerDirectory partners;
    private final ProductCatalogue products;
    private final Programme programme;
    private final Opportunities opportunities;

    HistoricImport(
            Deals deals,
            ChangeDeal change,
            PartnerDirectory partners,
            ProductCatalogue products,
            Programme programme,
            Opportunities opportunities) {
        this.deals = deals;
        this.change = change;
        this.partners = partners;
        this.products = products;
        this.programme = programme;
        this.opportunities = opportunities;
    }

    @Override
    public String name() {
        return "deal-imports";
    }

    @Override
    public Set<String> requiredColumns() {
        return Set.of("externalId", "partnerId", "customer", "productCode", "registeredOn");
    }

    @Override
    public Set<String> optionalColumns() {
        return Set.of("country", "city", "domain", "vatId", "amount", "currency");
    }

    @Override
    public RowOutcome apply(ImportRow row, ImportBatch batch) {
        String externalId = row.text("externalId");
        EndCustomer customer =
                new EndCustomer(
                        row.text("customer"),
                        country(row),
                        row.optional("city").orElse(null),
                        row.optional("domain").orElse(null),
                        row.optional("vatId").orElse(null));
        PartnerId partner = partner(row);
        String product = product(row);
        LocalDate registeredOn = row.date("registeredOn");
        Money amount = row.optionalMoney("amount", "currency").orElse(null);
        var id = new DealId(Ids.derived(DealId.PREFIX, "import", "crm", externalId));
        if (batch.dryRun()) {
            return deals.find(id).isPresent()
                    ? RowOutcome.unchanged(id.value())
                    : RowOutcome.created(id.value());
        }
        var details =
                new DealDetails(
                        customer,
                        List.of(new ProductLine(product, null, amount)),
                        amount,
                        null,
                        null);
        try {
            deals.add(
                    Deal.historic(
                            id,
                            partner,
                            details,
                            ExternalReference.opportunity(externalId),
                            registeredOn.atStartOfDay(programme.zone()).toInstant(),
                            batch.id()));
            opportunities.registered(externalId);
            return RowOutcome.created(id.value());
        } catch (DuplicateKeyException e) {
            Optional<Deal> known = deals.find(id);
            if (known.isEmpty()) {
                throw row.refuse("externalId", DealRefusal.REFERENCE_TAKEN.code());
            }
            return batch.id().equals(known.get().batch())
                    ? RowOutcome.created(id.value())
                    : RowOutcome.unchanged(id.value());
        }
    }

    private static @Nullable String country(ImportRow row) {
        Optional<String> country = row.optional("country");
        if (country.isPresent() && !country.get().matches("[A-Z]{2}")) {
            throw row.refuse("country", "field.invalid");
        }
        return country.orElse(null);
    }

    private PartnerId partner(ImportRow row) {
        try {
            var partner = new PartnerId(row.text("partnerId"));
            partners.mustKnow(partner);
            return partner;
        } catch (Refused refused) {
            throw row.refuse("partnerId", DealRefusal.PARTNER_UNKNOWN.code());
        }
    }

    private String product(ImportRow row) {
        try {
            return products.codeOf(row.text("productCode"));
        } catch (Refused refused) {
            throw row.refuse("productCode", DealRefusal.PRODUCT_UNKNOWN.code());
        }
    }

    @Override
    public boolean undo(String reference, ImportBatch batch) {
        var id = new DealId(reference);
        try {
            return change.handle(id, Expected.any(), new ChangeDeal.Remove()).state()
                    instanceof DealState.Removed;
        } catch (Refused refused) {
            return deals.find(id)
                    .map(deal -> deal.state() instanceof DealState.Removed)
                    .orElse(false);
        }
    }
}
