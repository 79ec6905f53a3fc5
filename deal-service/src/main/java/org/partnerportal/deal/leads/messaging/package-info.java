/** What others may read of a lead. */
@NullMarked
package org.partnerportal.deal.leads.messaging;

import org.jspecify.annotations.NullMarked;
