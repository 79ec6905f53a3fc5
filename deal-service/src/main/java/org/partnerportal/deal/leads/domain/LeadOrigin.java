package org.partnerportal.deal.leads.domain;

import org.partnerportal.deal.registration.domain.PartnerId;

/** Who brought the lead. */
public sealed interface LeadOrigin {

    /**
     * The vendor, which distributes it among its partners.
     *
     * @param programme that says how
     */
    record FromVendor(ProgrammeCode programme) implements LeadOrigin {}

    /**
     * A partner, which keeps it.
     *
     * @param onBehalf whether the vendor's people wrote it down for the partner
     */
    record FromPartner(PartnerId partner, boolean onBehalf) implements LeadOrigin {}

    /** The name that the API, the events and the store use. */
    default Name name() {
        return switch (this) {
            case FromVendor _ -> Name.VENDOR;
            case FromPartner _ -> Name.PARTNER;
        };
    }

    /** Which side brought it. */
    enum Name {
        VENDOR,
        PARTNER
    }
}
