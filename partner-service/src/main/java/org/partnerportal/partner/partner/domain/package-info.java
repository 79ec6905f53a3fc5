/** The partner and its life; depends on the JDK and the kernel alone. */
@NullMarked
package org.partnerportal.partner.partner.domain;

import org.jspecify.annotations.NullMarked;
