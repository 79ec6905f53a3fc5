/** Which commission is promised: versions of plans and their rates. */
@NullMarked
package org.partnerportal.commission.plan.domain;

import org.jspecify.annotations.NullMarked;
