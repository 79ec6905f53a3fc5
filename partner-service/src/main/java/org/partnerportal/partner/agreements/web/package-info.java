/** Agreements over HTTP. */
@NullMarked
package org.partnerportal.partner.agreements.web;

import org.jspecify.annotations.NullMarked;
