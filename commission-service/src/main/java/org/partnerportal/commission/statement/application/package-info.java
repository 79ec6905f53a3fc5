/** Closing, issuing and reading statements. */
@NullMarked
package org.partnerportal.commission.statement.application;

import org.jspecify.annotations.NullMarked;
