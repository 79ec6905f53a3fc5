package org.partnerportal.commission.statement.application;

import java.time.Clock;
import org.partnerportal.commission.statement.domain.Statement;
import org.partnerportal.commission.statement.domain.StatementId;
import org.partnerportal.commission.statement.domain.Statements;
import org.partnerportal.kernel.Expected;
import org.springframework.stereotype.Service;

/** Tells a partner of a closed month. */
@Service
public class IssueStatements {

    private final Statements statements;
    private final Clock clock;

    public IssueStatements(Statements statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    public Statement handle(StatementId id) {
        return statements.change(id, Expected.any(), statement -> statement.issue(clock.instant()));
    }
}
