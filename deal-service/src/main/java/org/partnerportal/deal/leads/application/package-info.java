/** One class for each thing that can be done with leads. */
@NullMarked
package org.partnerportal.deal.leads.application;

import org.jspecify.annotations.NullMarked;
