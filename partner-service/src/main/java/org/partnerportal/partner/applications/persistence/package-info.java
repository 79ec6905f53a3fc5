/** How an application is stored. */
@NullMarked
package org.partnerportal.partner.applications.persistence;

import org.jspecify.annotations.NullMarked;
