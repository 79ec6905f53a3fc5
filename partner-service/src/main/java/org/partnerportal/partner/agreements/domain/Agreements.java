package org.partnerportal.partner.agreements.domain;

import java.util.Optional;
import org.partnerportal.kernel.Aggregates;

/** All agreements. */
public interface Agreements extends Aggregates<AgreementId, Agreement, AgreementEvent> {

    /** The one that holds this key, see {@link Agreement#openKey()}. */
    Optional<Agreement> findOpen(String openKey);
}
