package org.partnerportal.partner.mails;

import java.util.Optional;
import java.util.Set;

/** A feature that writes mails: one bean per feature. */
public interface MailAuthor {

    /** The kinds that it writes. */
    Set<String> kinds();

    /**
     * The letter as of now; nothing when there is no need for it any more. An exception is our own
     * failure and is tried again.
     */
    Optional<Letter> write(MailOrder order);
}
