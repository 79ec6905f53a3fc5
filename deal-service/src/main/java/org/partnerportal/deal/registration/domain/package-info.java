/** The registration and its rules; depends on the JDK and the kernel alone. */
@NullMarked
package org.partnerportal.deal.registration.domain;

import org.jspecify.annotations.NullMarked;
