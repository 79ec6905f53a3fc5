/**
 * Chains of approvals and their course. Knows nothing of what is approved: whoever uses it says
 * what its subject is.
 */
@NullMarked
package org.partnerportal.deal.approvals.domain;

import org.jspecify.annotations.NullMarked;
