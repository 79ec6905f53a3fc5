/** Who changed what, who was refused what, and a chain that shows when somebody edits that. */
@NullMarked
package org.partnerportal.messaging.audit;

import org.jspecify.annotations.NullMarked;
