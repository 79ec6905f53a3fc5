/** What is done with memberships. */
@NullMarked
package org.partnerportal.partner.memberships.application;

import org.jspecify.annotations.NullMarked;
