@NullMarked
package org.partnerportal.analytics.facts;

import org.jspecify.annotations.NullMarked;
