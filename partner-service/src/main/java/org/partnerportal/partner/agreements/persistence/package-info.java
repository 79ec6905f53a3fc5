/** How agreements and their files are stored. */
@NullMarked
package org.partnerportal.partner.agreements.persistence;

import org.jspecify.annotations.NullMarked;
