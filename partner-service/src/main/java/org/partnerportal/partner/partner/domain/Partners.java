package org.partnerportal.partner.partner.domain;

import org.partnerportal.kernel.Aggregates;

/** All partners. */
public interface Partners extends Aggregates<PartnerId, Partner, PartnerEvent> {}
