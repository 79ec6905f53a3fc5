/** What is done when two sales meet. */
@NullMarked
package org.partnerportal.deal.conflict.application;

import org.jspecify.annotations.NullMarked;
