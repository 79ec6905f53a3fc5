/**
 * The main job on a published data set, seen from outside the suite, and the operator's commands.
 */
@NullMarked
package org.partnerportal.stack.demo;

import org.jspecify.annotations.NullMarked;
