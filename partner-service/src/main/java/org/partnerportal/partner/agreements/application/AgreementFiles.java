package org.partnerportal.partner.agreements.application;

import java.util.Optional;
import org.partnerportal.partner.agreements.domain.StoredFile;

/** The files of agreements, each under the hash of what is in it. */
public interface AgreementFiles {

    /** Keeps the file; the same content again changes nothing. */
    StoredFile put(byte[] content);

    Optional<byte[]> find(StoredFile file);
}
