/** What every service's HTTP side promises. */
@NullMarked
package org.partnerportal.web;

import org.jspecify.annotations.NullMarked;
