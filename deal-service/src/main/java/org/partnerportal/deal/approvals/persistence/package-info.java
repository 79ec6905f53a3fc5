/** How chains, approvals and absences are stored. */
@NullMarked
package org.partnerportal.deal.approvals.persistence;

import org.jspecify.annotations.NullMarked;
