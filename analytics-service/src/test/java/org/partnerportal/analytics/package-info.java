@NullMarked
package org.partnerportal.analytics;

import org.jspecify.annotations.NullMarked;
