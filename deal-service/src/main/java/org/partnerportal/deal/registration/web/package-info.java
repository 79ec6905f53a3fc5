/** Registrations over HTTP. */
@NullMarked
package org.partnerportal.deal.registration.web;

import org.jspecify.annotations.NullMarked;
