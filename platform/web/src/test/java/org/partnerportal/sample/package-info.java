/** A service as small as one can be, to test what the platform gives to every service. */
@NullMarked
package org.partnerportal.sample;

import org.jspecify.annotations.NullMarked;
