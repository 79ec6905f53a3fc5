package org.partnerportal.commission.plan.domain;

import java.time.LocalDate;
import java.util.Currency;

/**
 * What a version promises. The base is the net of an invoice's lines, without tax and shipping; the
 * version that counts is the one in force on the invoice's date; the thresholds count per partner
 * and calendar year.
 *
 * @param name for people
 * @param currency of the thresholds; invoices in other currencies do not earn under this plan
 * @param validFrom the first day of invoices that earn under it
 */
public record PlanTerms(
        String name, Currency currency, LocalDate validFrom, Trigger trigger, RateTable rates) {}
