/** What can be done with applications. */
@NullMarked
package org.partnerportal.partner.applications.application;

import org.jspecify.annotations.NullMarked;
