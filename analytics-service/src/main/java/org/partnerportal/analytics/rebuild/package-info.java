/** Makes all projections anew from the first event on, while the old ones go on answering. */
@NullMarked
package org.partnerportal.analytics.rebuild;

import org.jspecify.annotations.NullMarked;
