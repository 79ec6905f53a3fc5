/** The agreement between vendor and partner, and its rules. */
@NullMarked
package org.partnerportal.partner.agreements.domain;

import org.jspecify.annotations.NullMarked;
