/**
 * The data set in the import format of the suite, how it was made, and what follows from it alone.
 */
@NullMarked
package org.partnerportal.stack.demo.data;

import org.jspecify.annotations.NullMarked;
