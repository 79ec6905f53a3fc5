/** What the ERP has said about an invoice so far. */
@NullMarked
package org.partnerportal.commission.invoice.domain;

import org.jspecify.annotations.NullMarked;
