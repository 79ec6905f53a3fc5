/** What was earned and taken back: one append-only chain of lines per partner and currency. */
@NullMarked
package org.partnerportal.commission.ledger.domain;

import org.jspecify.annotations.NullMarked;
