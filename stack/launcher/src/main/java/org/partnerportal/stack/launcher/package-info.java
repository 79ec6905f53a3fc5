/** Starts, watches and stops the suite on one machine; needs nothing but a JDK. */
@NullMarked
package org.partnerportal.stack.launcher;

import org.jspecify.annotations.NullMarked;
