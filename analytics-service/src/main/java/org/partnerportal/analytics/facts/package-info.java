/** What an event says in figures; pure functions. */
@NullMarked
package org.partnerportal.analytics.facts;

import org.jspecify.annotations.NullMarked;
