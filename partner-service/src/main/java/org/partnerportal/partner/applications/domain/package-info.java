/** The application of a company and its life; depends on the JDK and domains alone. */
@NullMarked
package org.partnerportal.partner.applications.domain;

import org.jspecify.annotations.NullMarked;
