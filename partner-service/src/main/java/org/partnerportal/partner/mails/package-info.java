/** Mails that are neither lost nor sent twice without need. */
@NullMarked
package org.partnerportal.partner.mails;

import org.jspecify.annotations.NullMarked;
