/** What the test kit itself promises, and the guards around {@code contracts/}. */
@NullMarked
package org.partnerportal.testkit;

import org.jspecify.annotations.NullMarked;
