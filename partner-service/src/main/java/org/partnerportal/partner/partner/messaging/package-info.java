/** What others may read of a partner. */
@NullMarked
package org.partnerportal.partner.partner.messaging;

import org.jspecify.annotations.NullMarked;
