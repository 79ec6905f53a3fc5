/**
 * People in partner organisations: who they are, what they may do, and where their account stands.
 */
@NullMarked
package org.partnerportal.partner.memberships.domain;

import org.jspecify.annotations.NullMarked;
