/** Notices a partner who registers in order to learn what rivals have registered. */
@NullMarked
package org.partnerportal.deal.probing;

import org.jspecify.annotations.NullMarked;
