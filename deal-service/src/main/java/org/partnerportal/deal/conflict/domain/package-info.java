/** When two sales to one end customer meet, and how that is decided. */
@NullMarked
package org.partnerportal.deal.conflict.domain;

import org.jspecify.annotations.NullMarked;
