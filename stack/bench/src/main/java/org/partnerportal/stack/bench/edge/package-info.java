/** What a request costs at the door: rows of the gateway. */
@NullMarked
package org.partnerportal.stack.bench.edge;

import org.jspecify.annotations.NullMarked;
