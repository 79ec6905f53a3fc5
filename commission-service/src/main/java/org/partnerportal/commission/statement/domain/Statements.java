package org.partnerportal.commission.statement.domain;

import org.partnerportal.kernel.Aggregates;

/** All statements that are closed or issued. */
public interface Statements extends Aggregates<StatementId, Statement, StatementEvent> {}
