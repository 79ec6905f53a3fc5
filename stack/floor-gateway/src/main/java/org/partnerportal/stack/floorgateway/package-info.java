/** A gateway with nothing of ours. */
@NullMarked
package org.partnerportal.stack.floorgateway;

import org.jspecify.annotations.NullMarked;
