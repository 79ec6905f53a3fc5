/** Partners from a file. */
@NullMarked
package org.partnerportal.partner.imports;

import org.jspecify.annotations.NullMarked;
