/** Every mail that the local suite sends, on one page. */
@NullMarked
package org.partnerportal.stack.mail;

import org.jspecify.annotations.NullMarked;
