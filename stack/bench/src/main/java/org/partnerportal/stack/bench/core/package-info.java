/** The rows of the services: commands, events, commissions, conflicts, lists, start. */
@NullMarked
package org.partnerportal.stack.bench.core;

import org.jspecify.annotations.NullMarked;
