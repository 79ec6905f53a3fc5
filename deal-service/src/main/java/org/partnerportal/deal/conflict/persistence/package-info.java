/** Conflict cases in the store. */
@NullMarked
package org.partnerportal.deal.conflict.persistence;

import org.jspecify.annotations.NullMarked;
