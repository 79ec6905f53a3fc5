/** What plans promise. */
@NullMarked
package org.partnerportal.commission.plan.domain;

import org.jspecify.annotations.NullMarked;
