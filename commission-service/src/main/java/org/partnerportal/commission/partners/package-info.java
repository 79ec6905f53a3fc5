/** The few facts about partners that decide who may see whose earnings, fed by partner events. */
@NullMarked
package org.partnerportal.commission.partners;

import org.jspecify.annotations.NullMarked;
