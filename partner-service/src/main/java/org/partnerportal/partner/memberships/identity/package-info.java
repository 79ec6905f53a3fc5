/** Accounts in the identity provider. */
@NullMarked
package org.partnerportal.partner.memberships.identity;

import org.jspecify.annotations.NullMarked;
