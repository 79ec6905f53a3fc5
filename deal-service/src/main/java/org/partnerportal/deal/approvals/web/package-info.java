/** Chains, approvals and absences over HTTP; for the vendor's people alone. */
@NullMarked
package org.partnerportal.deal.approvals.web;

import org.jspecify.annotations.NullMarked;
