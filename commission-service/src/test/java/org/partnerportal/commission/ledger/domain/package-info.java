/** What the ledger promises. */
@NullMarked
package org.partnerportal.commission.ledger.domain;

import org.jspecify.annotations.NullMarked;
