/** Whether and where to this process sends its traces. */
@NullMarked
package org.partnerportal.tracing;

import org.jspecify.annotations.NullMarked;
