/** A service that is traced from the request that it gets to the event that it hears. */
@NullMarked
package org.partnerportal.traced;

import org.jspecify.annotations.NullMarked;
