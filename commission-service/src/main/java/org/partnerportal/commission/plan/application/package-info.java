/** What people do with plans. */
@NullMarked
package org.partnerportal.commission.plan.application;

import org.jspecify.annotations.NullMarked;
