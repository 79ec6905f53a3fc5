/** The products that can be registered; imported until the catalogue has a service of its own. */
@NullMarked
package org.partnerportal.deal.products;

import org.jspecify.annotations.NullMarked;
