/** Faults in the running suite, one at a time under load, and what is checked after each. */
@NullMarked
package org.partnerportal.stack.faults;

import org.jspecify.annotations.NullMarked;
