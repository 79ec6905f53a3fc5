/** What the outbox, the consumers and the dead letters promise. */
@NullMarked
package org.partnerportal.messaging;

import org.jspecify.annotations.NullMarked;
