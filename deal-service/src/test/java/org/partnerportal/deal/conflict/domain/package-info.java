@NullMarked
package org.partnerportal.deal.conflict.domain;

import org.jspecify.annotations.NullMarked;
