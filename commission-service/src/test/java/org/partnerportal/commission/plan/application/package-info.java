/** Plans without a store. */
@NullMarked
package org.partnerportal.commission.plan.application;

import org.jspecify.annotations.NullMarked;
