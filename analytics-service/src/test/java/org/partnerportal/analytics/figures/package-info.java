@NullMarked
package org.partnerportal.analytics.figures;

import org.jspecify.annotations.NullMarked;
