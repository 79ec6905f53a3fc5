package org.partnerportal.deal.leads.domain;

import java.time.Instant;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.PartnerId;

/** What a partner says it did about the lead. */
public record Activity(PartnerId partner, Actor by, Instant at, String note) {}
