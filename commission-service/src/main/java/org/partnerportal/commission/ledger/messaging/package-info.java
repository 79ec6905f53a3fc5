/** What others may read of the ledger. */
@NullMarked
package org.partnerportal.commission.ledger.messaging;

import org.jspecify.annotations.NullMarked;
