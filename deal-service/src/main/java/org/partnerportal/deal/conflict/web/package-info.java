/** Conflict cases over HTTP: whole for the vendor, without the rival for a partner. */
@NullMarked
package org.partnerportal.deal.conflict.web;

import org.jspecify.annotations.NullMarked;
