/** What bulk imports promise. */
@NullMarked
package org.partnerportal.web.imports;

import org.jspecify.annotations.NullMarked;
