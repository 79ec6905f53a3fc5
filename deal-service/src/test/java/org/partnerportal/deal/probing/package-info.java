@NullMarked
package org.partnerportal.deal.probing;

import org.jspecify.annotations.NullMarked;
