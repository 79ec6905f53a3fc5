/** The one door of the suite. */
@NullMarked
package org.partnerportal.gateway;

import org.jspecify.annotations.NullMarked;
