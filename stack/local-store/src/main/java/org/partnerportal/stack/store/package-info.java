/** The document store of a machine without MongoDB. */
@NullMarked
package org.partnerportal.stack.store;

import org.jspecify.annotations.NullMarked;
