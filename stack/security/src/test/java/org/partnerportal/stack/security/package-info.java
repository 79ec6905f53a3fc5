@NullMarked
package org.partnerportal.stack.security;

import org.jspecify.annotations.NullMarked;
