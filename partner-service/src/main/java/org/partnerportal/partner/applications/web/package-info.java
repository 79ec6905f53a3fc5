/** Applications over HTTP: for the public, for the applicant and for the vendor. */
@NullMarked
package org.partnerportal.partner.applications.web;

import org.jspecify.annotations.NullMarked;
