/** Questions about the facts and their answers. */
@NullMarked
package org.partnerportal.analytics.figures;

import org.jspecify.annotations.NullMarked;
