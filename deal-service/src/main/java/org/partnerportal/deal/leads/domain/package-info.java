/** Leads, their rules, and the strategies that distribute them. */
@NullMarked
package org.partnerportal.deal.leads.domain;

import org.jspecify.annotations.NullMarked;
