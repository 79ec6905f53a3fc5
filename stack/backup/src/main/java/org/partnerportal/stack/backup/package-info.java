/**
 * Keeps what the suite knows at one moment, and brings it back into an empty suite: the services'
 * databases, the topics, and how far each reader of the topics had come.
 */
@NullMarked
package org.partnerportal.stack.backup;

import org.jspecify.annotations.NullMarked;
