/** A partner's month in one currency, closed and issued. */
@NullMarked
package org.partnerportal.commission.statement.domain;

import org.jspecify.annotations.NullMarked;
