/** How a partner is stored. */
@NullMarked
package org.partnerportal.partner.partner.persistence;

import org.jspecify.annotations.NullMarked;
