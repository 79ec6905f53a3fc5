/** What is delivered, looked at as a whole. */
@NullMarked
package org.partnerportal.stack.deployment;

import org.jspecify.annotations.NullMarked;
