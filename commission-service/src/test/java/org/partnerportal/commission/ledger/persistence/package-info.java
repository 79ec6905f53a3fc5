/** The ledger in a store. */
@NullMarked
package org.partnerportal.commission.ledger.persistence;

import org.jspecify.annotations.NullMarked;
