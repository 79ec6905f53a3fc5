/** On which days people of a country work, and in which zone. */
@NullMarked
package org.partnerportal.deal.calendars;

import org.jspecify.annotations.NullMarked;
