/** The door through which the simulation drives a service's messaging. */
@NullMarked
package org.partnerportal.messaging;

import org.jspecify.annotations.NullMarked;
