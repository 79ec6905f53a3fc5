package org.partnerportal.partner.partner.application;

import java.util.List;
import java.util.Optional;
import org.partnerportal.partner.partner.domain.Partner;

/** Finds partners that may be a given company; removed ones are no partners. */
public interface SimilarPartners {

    /** The one partner with this VAT id. */
    Optional<Partner> withVatId(String country, String vatId);

    /** Those whose name is the same but for accents, punctuation and legal form. */
    List<Partner> named(String name, int limit);
}
