@NullMarked
package org.partnerportal.deal.leads;

import org.jspecify.annotations.NullMarked;
