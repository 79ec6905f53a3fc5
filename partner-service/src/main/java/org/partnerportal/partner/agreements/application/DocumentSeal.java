package org.partnerportal.partner.agreements.application;

import org.partnerportal.partner.agreements.domain.Agreement;
import org.partnerportal.partner.agreements.domain.Evidence;
import org.partnerportal.partner.agreements.domain.SealReport;

/** Makes an accepted document final, and tells whether one still is what it was. */
public interface DocumentSeal {

    /** Refuses when there is nothing to seal with. */
    void mustBeReady();

    /**
     * The document with the evidence of its acceptance added, sealed as a whole. It begins with
     * exactly the document that was read.
     *
     * @param partnerName as it is to stand beside the person's name
     */
    byte[] seal(byte[] document, Agreement agreement, String partnerName, Evidence evidence);

    /** Looks at any file; what is wrong with it is in the report. */
    SealReport check(byte[] file);
}
