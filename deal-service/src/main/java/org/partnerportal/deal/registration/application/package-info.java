/** One class for each thing that can be done with a registration. */
@NullMarked
package org.partnerportal.deal.registration.application;

import org.jspecify.annotations.NullMarked;
