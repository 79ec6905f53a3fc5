/** Whether two descriptions mean the same organisation, with a score and the reasons for it. */
@NullMarked
package org.partnerportal.deal.customer.matching;

import org.jspecify.annotations.NullMarked;
