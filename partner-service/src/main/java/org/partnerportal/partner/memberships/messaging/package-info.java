/** Memberships as events, out and in. */
@NullMarked
package org.partnerportal.partner.memberships.messaging;

import org.jspecify.annotations.NullMarked;
