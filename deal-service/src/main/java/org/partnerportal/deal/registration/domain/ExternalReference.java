package org.partnerportal.deal.registration.domain;

/**
 * Under which id another system knows the registration. An id leads to at most one registration.
 *
 * @param system {@code crm} and {@code erp} are the vendor's; a partner's own systems are named by
 *     the partner's id first
 */
public record ExternalReference(String system, String id) {

    /** The vendor's CRM, whose opportunity ids its events carry. */
    public static ExternalReference opportunity(String id) {
        return new ExternalReference("crm", id);
    }

    /** A system of the partner's own, which can never be taken for the vendor's. */
    public static ExternalReference ofPartner(PartnerId partner, String system, String id) {
        return new ExternalReference(partner.value() + "/" + system, id);
    }

    public String key() {
        return system + ":" + id;
    }
}
