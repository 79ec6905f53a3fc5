package org.partnerportal.partner.mails;

/**
 * That a mail is to be sent. It says only why; who gets it and what it says is written when it is
 * sent, so that neither personal data nor a link lies about in the order.
 *
 * @param kind which mail, {@code application-approved} for instance; some {@link MailAuthor} knows
 *     it
 * @param about id of the thing that it is about
 * @param number tells several of the same kind about the same thing apart, from 1
 */
public record MailOrder(String kind, String about, int number) {

    /** The same cause always means the same mail. */
    public String id() {
        return about + ":" + kind + ":" + number;
    }
}
