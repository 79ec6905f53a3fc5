/** The ERP's events. */
@NullMarked
package org.partnerportal.commission.invoice.messaging;

import org.jspecify.annotations.NullMarked;
