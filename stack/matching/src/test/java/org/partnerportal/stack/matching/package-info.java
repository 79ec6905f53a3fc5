@NullMarked
package org.partnerportal.stack.matching;

import org.jspecify.annotations.NullMarked;
