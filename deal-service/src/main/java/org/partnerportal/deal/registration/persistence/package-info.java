/** How a registration is stored. */
@NullMarked
package org.partnerportal.deal.registration.persistence;

import org.jspecify.annotations.NullMarked;
