/** Plans over HTTP. */
@NullMarked
package org.partnerportal.commission.plan.web;

import org.jspecify.annotations.NullMarked;
