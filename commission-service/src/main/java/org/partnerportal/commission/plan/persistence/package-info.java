/** Plans in MongoDB. */
@NullMarked
package org.partnerportal.commission.plan.persistence;

import org.jspecify.annotations.NullMarked;
