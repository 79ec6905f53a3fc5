/** The services' own classes under random schedules, on a fake store, broker and clock. */
@NullMarked
package org.partnerportal.stack.simulation;

import org.jspecify.annotations.NullMarked;
