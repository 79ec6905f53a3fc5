/** What every domain may speak: money, decisions, refusals, ids and deadlines. Plain JDK. */
@NullMarked
package org.partnerportal.kernel;

import org.jspecify.annotations.NullMarked;
