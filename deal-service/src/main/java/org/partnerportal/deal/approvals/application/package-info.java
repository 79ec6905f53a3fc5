/** What can be done with chains and approvals, and how registrations are approved by them. */
@NullMarked
package org.partnerportal.deal.approvals.application;

import org.jspecify.annotations.NullMarked;
