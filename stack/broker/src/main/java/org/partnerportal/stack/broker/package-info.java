/** Apache Kafka as one plain process of the local suite. */
@NullMarked
package org.partnerportal.stack.broker;

import org.jspecify.annotations.NullMarked;
