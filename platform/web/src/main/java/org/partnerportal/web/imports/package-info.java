/**
 * Bulk import: a file in, a job that can be watched, row errors as a file, the same result when it
 * is run again, undo.
 */
@NullMarked
package org.partnerportal.web.imports;

import org.jspecify.annotations.NullMarked;
