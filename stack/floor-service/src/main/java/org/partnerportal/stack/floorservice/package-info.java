/** A service with nothing of ours. */
@NullMarked
package org.partnerportal.stack.floorservice;

import org.jspecify.annotations.NullMarked;
