/** What others may read of a registration. */
@NullMarked
package org.partnerportal.deal.registration.messaging;

import org.jspecify.annotations.NullMarked;
