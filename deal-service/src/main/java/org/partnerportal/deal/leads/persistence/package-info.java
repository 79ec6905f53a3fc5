/** How leads, programmes and turns are stored. */
@NullMarked
package org.partnerportal.deal.leads.persistence;

import org.jspecify.annotations.NullMarked;
