/** What others may read of an application, and what follows from it. */
@NullMarked
package org.partnerportal.partner.applications.messaging;

import org.jspecify.annotations.NullMarked;
