/** The service as a whole: its rules, and one walk through it. */
@NullMarked
package org.partnerportal.commission;

import org.jspecify.annotations.NullMarked;
