/** Leads, deal registration and channel conflict: who may sell what to whom, and until when. */
@NullMarked
package org.partnerportal.deal;

import org.jspecify.annotations.NullMarked;
