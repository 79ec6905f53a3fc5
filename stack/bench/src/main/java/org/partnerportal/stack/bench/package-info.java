/** The command {@code ./suite bench}: runs the rows and prints what they cost. */
@NullMarked
package org.partnerportal.stack.bench;

import org.jspecify.annotations.NullMarked;
