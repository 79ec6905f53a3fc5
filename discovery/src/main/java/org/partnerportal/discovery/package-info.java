/** The registry in which the services find each other. */
@NullMarked
package org.partnerportal.discovery;

import org.jspecify.annotations.NullMarked;
