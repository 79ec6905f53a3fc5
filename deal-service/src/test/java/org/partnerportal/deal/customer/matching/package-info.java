@NullMarked
package org.partnerportal.deal.customer.matching;

import org.jspecify.annotations.NullMarked;
