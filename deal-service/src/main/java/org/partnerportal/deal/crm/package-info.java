/** What the CRM tells: opportunities won and lost. */
@NullMarked
package org.partnerportal.deal.crm;

import org.jspecify.annotations.NullMarked;
