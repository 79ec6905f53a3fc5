/** The suite as those meet it who want more from it than they may have. */
@NullMarked
package org.partnerportal.stack.security;

import org.jspecify.annotations.NullMarked;
