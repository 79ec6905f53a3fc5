package org.partnerportal.partner.agreements.application;

import org.partnerportal.partner.agreements.domain.AgreementId;
import org.partnerportal.partner.agreements.domain.AgreementTemplate;

/** Makes the document that the partner reads. */
public interface AgreementPrinter {

    /**
     * @param text without open places
     * @return a PDF
     */
    byte[] print(AgreementId id, AgreementTemplate text);
}
