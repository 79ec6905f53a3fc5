/** The stored facts, in generations, and what keeps them up to date. */
@NullMarked
package org.partnerportal.analytics.projections;

import org.jspecify.annotations.NullMarked;
