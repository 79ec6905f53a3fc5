/** The few facts about partners that registrations need, fed by partner events. */
@NullMarked
package org.partnerportal.deal.partners;

import org.jspecify.annotations.NullMarked;
