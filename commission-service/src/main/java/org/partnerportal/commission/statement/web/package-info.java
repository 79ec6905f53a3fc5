/** Statements over HTTP. */
@NullMarked
package org.partnerportal.commission.statement.web;

import org.jspecify.annotations.NullMarked;
