@NullMarked
package org.partnerportal.stack.simulation;

import org.jspecify.annotations.NullMarked;
