/**
 * What every HTTP service of the suite does the same way: who calls, what is refused and how,
 * versions, keys and pages.
 */
@NullMarked
package org.partnerportal.web;

import org.jspecify.annotations.NullMarked;
