/** Entering into the ledger, and reading it. */
@NullMarked
package org.partnerportal.commission.ledger.application;

import org.jspecify.annotations.NullMarked;
