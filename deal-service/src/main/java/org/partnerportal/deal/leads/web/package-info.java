/** Leads over HTTP. */
@NullMarked
package org.partnerportal.deal.leads.web;

import org.jspecify.annotations.NullMarked;
