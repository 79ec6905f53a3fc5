/**
 * The suite as its callers meet it: requests through the gateway with tokens, and the topics from
 * outside. What the demo, the acceptance tests and the benchmarks have in common.
 */
@NullMarked
package org.partnerportal.stack.client;

import org.jspecify.annotations.NullMarked;
