/** What others may read of approvals, and what approvals hear of registrations. */
@NullMarked
package org.partnerportal.deal.approvals.messaging;

import org.jspecify.annotations.NullMarked;
