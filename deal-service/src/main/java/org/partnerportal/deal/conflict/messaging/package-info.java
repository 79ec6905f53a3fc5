/** Conflict cases as events. */
@NullMarked
package org.partnerportal.deal.conflict.messaging;

import org.jspecify.annotations.NullMarked;
