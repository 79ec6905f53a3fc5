/** Historic registrations taken over from an earlier system. */
@NullMarked
package org.partnerportal.deal.imports;

import org.jspecify.annotations.NullMarked;
