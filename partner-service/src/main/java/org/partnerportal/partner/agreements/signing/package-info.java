/** How an agreement becomes a PDF, and an accepted one a sealed PDF. */
@NullMarked
package org.partnerportal.partner.agreements.signing;

import org.jspecify.annotations.NullMarked;
