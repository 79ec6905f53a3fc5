/** How something is measured here: in pairs with a floor, so that a busy machine hits both. */
@NullMarked
package org.partnerportal.stack.bench.measure;

import org.jspecify.annotations.NullMarked;
