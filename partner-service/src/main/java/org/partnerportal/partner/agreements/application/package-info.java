/** What can be done with agreements. */
@NullMarked
package org.partnerportal.partner.agreements.application;

import org.jspecify.annotations.NullMarked;
