/** Agreements as events, out and in. */
@NullMarked
package org.partnerportal.partner.agreements.messaging;

import org.jspecify.annotations.NullMarked;
