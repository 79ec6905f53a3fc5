/** Figures of the programme, projected from what the other contexts publish. */
@NullMarked
package org.partnerportal.analytics;

import org.jspecify.annotations.NullMarked;
