/** Scores pairs of organisations from a file, and says how good the matcher is. */
@NullMarked
package org.partnerportal.stack.matching;

import org.jspecify.annotations.NullMarked;
