/** Whole histories without a store. */
@NullMarked
package org.partnerportal.commission.invoice.application;

import org.jspecify.annotations.NullMarked;
