/** Partners over HTTP. */
@NullMarked
package org.partnerportal.partner.partner.web;

import org.jspecify.annotations.NullMarked;
