/** Invoices in MongoDB. */
@NullMarked
package org.partnerportal.commission.invoice.persistence;

import org.jspecify.annotations.NullMarked;
