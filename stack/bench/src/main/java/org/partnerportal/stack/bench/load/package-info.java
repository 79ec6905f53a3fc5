/** Load on a side: as fast as it answers, or on a fixed schedule that waits for nobody. */
@NullMarked
package org.partnerportal.stack.bench.load;

import org.jspecify.annotations.NullMarked;
