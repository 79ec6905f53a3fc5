/** What invoices promise. */
@NullMarked
package org.partnerportal.commission.invoice.domain;

import org.jspecify.annotations.NullMarked;
