/**
 * State and events in one write, their publication, and their consumption exactly once in effect.
 */
@NullMarked
package org.partnerportal.messaging;

import org.jspecify.annotations.NullMarked;
