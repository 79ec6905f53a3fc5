/** The public tenders that the vendor knows of: whom they are for and when they are published. */
@NullMarked
package org.partnerportal.deal.tenders;

import org.jspecify.annotations.NullMarked;
