package org.partnerportal.deal.approvals.domain;

import java.time.LocalDate;
import java.util.List;
import org.partnerportal.kernel.Aggregates;

/** Who is away when, and who decides meanwhile; by the absent person's subject. */
public interface Substitutions extends Aggregates<String, Substitution, Void> {

    /** The absences in which this person stands in on this day. */
    List<Substitution> takenBy(String substitute, LocalDate day);
}
