/** The ledger in MongoDB. */
@NullMarked
package org.partnerportal.commission.ledger.persistence;

import org.jspecify.annotations.NullMarked;
