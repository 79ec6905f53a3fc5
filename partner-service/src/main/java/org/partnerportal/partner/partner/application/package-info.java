/** What can be done with partners. */
@NullMarked
package org.partnerportal.partner.partner.application;

import org.jspecify.annotations.NullMarked;
