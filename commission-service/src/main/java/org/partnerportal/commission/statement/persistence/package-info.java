/** Statements in MongoDB. */
@NullMarked
package org.partnerportal.commission.statement.persistence;

import org.jspecify.annotations.NullMarked;
