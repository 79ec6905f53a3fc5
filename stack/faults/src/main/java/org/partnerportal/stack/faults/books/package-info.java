/**
 * Three books about the same business: what callers were promised, what the services hold, what the
 * topics say.
 */
@NullMarked
package org.partnerportal.stack.faults.books;

import org.jspecify.annotations.NullMarked;
