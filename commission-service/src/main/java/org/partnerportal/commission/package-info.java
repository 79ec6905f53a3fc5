/** Plans, earnings and statements: what the vendor owes its partners, and why. */
@NullMarked
package org.partnerportal.commission;

import org.jspecify.annotations.NullMarked;
