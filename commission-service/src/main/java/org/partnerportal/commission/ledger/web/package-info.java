/** Earnings over HTTP. */
@NullMarked
package org.partnerportal.commission.ledger.web;

import org.jspecify.annotations.NullMarked;
