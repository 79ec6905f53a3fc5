/** Partners: who they are, who looks after them, and whether they may do business. */
@NullMarked
package org.partnerportal.partner;

import org.jspecify.annotations.NullMarked;
