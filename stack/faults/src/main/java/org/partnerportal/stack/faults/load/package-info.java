/** The load: a random script that follows from its seed, and what plays it. */
@NullMarked
package org.partnerportal.stack.faults.load;

import org.jspecify.annotations.NullMarked;
