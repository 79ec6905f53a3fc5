/** Which registration holds which scope: decided by a unique key, never by looking first. */
@NullMarked
package org.partnerportal.deal.claims;

import org.jspecify.annotations.NullMarked;
