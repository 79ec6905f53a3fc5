/** Invoices over HTTP. */
@NullMarked
package org.partnerportal.commission.invoice.web;

import org.jspecify.annotations.NullMarked;
