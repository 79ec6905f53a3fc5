package org.partnerportal.partner.imports;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Refused;
import org.partnerportal.partner.partner.application.ChangePartner;
import org.partnerportal.partner.partner.domain.Partner;
import org.partnerportal.partner.partner.domain.PartnerEvent;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.partnerportal.partner.partner.domain.PartnerProfile;
import org.partnerportal.partner.partner.domain.PartnerState;
import org.partnerportal.partner.partner.domain.Partners;
import org.partnerportal.partner.partner.domain.VatId;
import org.partnerportal.web.imports.ImportKind;
import org.partnerportal.web.imports.ImportRow;
import org.partnerportal.web.imports.RowOutcome;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Partners from a file. The business key is country with VAT id, or with name where there is none;
 * the id follows from it, so the same row again finds the same partner. With option {@code
 * agreementInForce=true} they may do business at once.
 */
@Component
class PartnerImport implements ImportKind {

    private final Partners partners;
    private final ChangePartner change;
    private final Clock clock;

    PartnerImport(Partners partners, ChangePartner change, Clock clock) {
        this.partners = partners;
        this.change = change;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "partner-imports";
    }

    @Override
    public Set<String> requiredColumns() {
        return Set.of("name", "country");
    }

    @Override
    public Set<String> optionalColumns() {
        return Set.of("region", "channelManager", "vatId");
    }

    @Override
    public RowOutcome apply(ImportRow row, ImportBatch batch) {
        String country = row.text("country");
        if (!country.matches("[A-Z]{2}")) {
            throw row.refuse("country", "field.invalid");
        }
        var profile =
                new PartnerProfile(
                        row.text("name"),
                        country,
                        row.optional("vatId")
                                .map(vatId -> VatId.canonical(country, vatId))
                                .orElse(null),
                        row.optional("region").orElse(null),
                        row.optional("channelManager").orElse(null));
        PartnerId id = PartnerId.of(country, profile.name(), profile.vatId());
        Optional<Partner> known = partners.find(id);
        if (known.isPresent()) {
            return known(known.get(), profile, batch);
        }
        if (!batch.dryRun()) {
            try {
                partners.add(decided(id, profile, batch));
            } catch (DuplicateKeyException e) {
                // The same row on another instance, or another partner with the same VAT id.
                return known(
                        partners.find(id).orElseThrow(() -> row.refuse("vatId", "field.invalid")),
                        profile,
                        batch);
            }
        }
        return RowOutcome.created(id.value());
    }

    private Decided<Partner, PartnerEvent> decided(
            PartnerId id, PartnerProfile profile, ImportBatch batch) {
        return "true".equals(batch.options().get("agreementInForce"))
                ? Partner.createActive(id, profile, batch.id(), clock.instant())
                : Partner.create(id, profile, batch.id(), clock.instant());
    }

    private RowOutcome known(Partner partner, PartnerProfile profile, ImportBatch batch) {
        String id = partner.id().value();
        if (partner.profile().equals(profile)) {
            return batch.id().equals(partner.batch())
                    ? RowOutcome.created(id)
                    : RowOutcome.unchanged(id);
        }
        if (!batch.dryRun()) {
            partners.change(
                    partner.id(),
                    Expected.any(),
                    stored -> stored.changeProfile(profile, clock.instant()));
        }
        return RowOutcome.updated(id);
    }

    @Override
    public boolean undo(String reference, ImportBatch batch) {
        var id = new PartnerId(reference);
        try {
            return change.handle(id, Expected.any(), new ChangePartner.Remove()).state()
                    instanceof PartnerState.Removed;
        } catch (Refused refused) {
            return partners.get(id).state() instanceof PartnerState.Removed;
        }
    }
}
