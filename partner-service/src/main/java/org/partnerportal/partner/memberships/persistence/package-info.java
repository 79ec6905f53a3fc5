/** Memberships in MongoDB. */
@NullMarked
package org.partnerportal.partner.memberships.persistence;

import org.jspecify.annotations.NullMarked;
