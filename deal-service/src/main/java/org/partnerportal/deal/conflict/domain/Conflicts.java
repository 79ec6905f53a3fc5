package org.partnerportal.deal.conflict.domain;

import org.partnerportal.kernel.Aggregates;

/** All conflict cases. */
public interface Conflicts extends Aggregates<ConflictId, ConflictCase, ConflictEvent> {}
