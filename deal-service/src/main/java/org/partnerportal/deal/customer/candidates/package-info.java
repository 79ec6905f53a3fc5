/** Finds registrations and direct opportunities that may be about the same end customer. */
@NullMarked
package org.partnerportal.deal.customer.candidates;

import org.jspecify.annotations.NullMarked;
