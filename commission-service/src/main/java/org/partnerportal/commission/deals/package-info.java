/** The few facts about won deals that commissions need, fed by deal events. */
@NullMarked
package org.partnerportal.commission.deals;

import org.jspecify.annotations.NullMarked;
