/** Memberships over HTTP. */
@NullMarked
package org.partnerportal.partner.memberships.web;

import org.jspecify.annotations.NullMarked;
