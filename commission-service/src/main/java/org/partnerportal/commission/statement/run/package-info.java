/** Closing and issuing for many partners: jobs that survive whoever works on them. */
@NullMarked
package org.partnerportal.commission.statement.run;

import org.jspecify.annotations.NullMarked;
