/** Up to when the answers contain what happened. */
@NullMarked
package org.partnerportal.analytics.freshness;

import org.jspecify.annotations.NullMarked;
