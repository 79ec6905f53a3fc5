/** Taking in what the ERP says, and earning on it. */
@NullMarked
package org.partnerportal.commission.invoice.application;

import org.jspecify.annotations.NullMarked;
