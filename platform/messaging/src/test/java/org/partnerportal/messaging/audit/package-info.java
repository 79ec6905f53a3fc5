@NullMarked
package org.partnerportal.messaging.audit;

import org.jspecify.annotations.NullMarked;
