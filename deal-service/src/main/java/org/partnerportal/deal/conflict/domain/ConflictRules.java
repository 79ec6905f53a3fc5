package org.partnerportal.deal.conflict.domain;

import org.partnerportal.kernel.BusinessCalendar;

/**
 * What the programme says about conflicts.
 *
 * @param decideWithin business days in which the vendor wants to have decided
 * @param appealWithin business days in which a partner may appeal
 */
public record ConflictRules(int decideWithin, int appealWithin, BusinessCalendar calendar) {}
