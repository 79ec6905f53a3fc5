@NullMarked
package org.partnerportal.analytics.rebuild;

import org.jspecify.annotations.NullMarked;
