/**
 * What every service's tests share: servers, tokens, a clock, an ear on the topics, and rules for
 * the code itself.
 */
@NullMarked
package org.partnerportal.testkit;

import org.jspecify.annotations.NullMarked;
