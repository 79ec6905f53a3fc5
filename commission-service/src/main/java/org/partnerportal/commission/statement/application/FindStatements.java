package org.partnerportal.commission.statement.application;

import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.statement.domain.Statement;
import org.partnerportal.commission.statement.domain.StatementId;
import org.partnerportal.commission.statement.domain.StatementState;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;

/** Reads many statements at once. */
public interface FindStatements {

    /** Closed and issued ones. */
    Page<Statement> find(Filter filter, PageRequest page);

    /** Those to be issued up to a month, in the order of their ids, those after an id. */
    List<StatementId> closed(Filter filter, YearMonth through, @Nullable String after, int limit);

    long countClosed(Filter filter, YearMonth through);

    /**
     * What is asked for; what is null is not asked.
     *
     * @param partners only these partners'; empty finds nothing
     */
    record Filter(
            @Nullable Set<String> partners,
            @Nullable YearMonth period,
            @Nullable String currency,
            StatementState.@Nullable Name state) {}
}
