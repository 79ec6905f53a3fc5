package org.partnerportal.commission.plan.application;

import org.partnerportal.commission.plan.domain.PlanCode;
import org.partnerportal.commission.plan.domain.PlanId;
import org.partnerportal.commission.plan.domain.PlanRefusal;
import org.partnerportal.commission.plan.domain.PlanState;
import org.partnerportal.commission.plan.domain.PlanTerms;
import org.partnerportal.commission.plan.domain.PlanVersion;
import org.partnerportal.commission.plan.domain.Plans;
import org.partnerportal.kernel.Expected;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Writes the next version of a plan, or goes on writing at it. */
@Service
public class WritePlan {

    private final Plans plans;

    public WritePlan(Plans plans) {
        this.plans = plans;
    }

    /**
     * Drafts the next version; a plan has one draft at a time. The id follows from code and number,
     * so that of two who draft at once one is refused.
     */
    public PlanVersion draft(PlanCode code, PlanTerms terms, String author) {
        int latest = plans.latest(code).map(PlanVersion::number).orElse(0);
        if (latest > 0) {
            PlanVersion last = plans.get(PlanId.of(code, latest));
            if (last.state() instanceof PlanState.Draft) {
                return add(code, latest, terms, author);
            }
            if (!last.terms().currency().equals(terms.currency())) {
                throw PlanRefusal.OTHER_CURRENCY.because(last.terms().currency(), terms.currency());
            }
        }
        return add(code, latest + 1, terms, author);
    }

    /** Where the number is taken, either this very command was here before, or another draft. */
    private PlanVersion add(PlanCode code, int number, PlanTerms terms, String author) {
        try {
            return plans.add(PlanVersion.draft(code, number, terms, author));
        } catch (DuplicateKeyException e) {
            throw PlanRefusal.DRAFT_EXISTS.because(PlanId.of(code, number));
        }
    }

    public PlanVersion revise(PlanId id, Expected expected, PlanTerms terms, String author) {
        return plans.change(
                id,
                expected,
                plan -> {
                    if (plan.number() > 1 && !plan.terms().currency().equals(terms.currency())) {
                        throw PlanRefusal.OTHER_CURRENCY.because(
                                plan.terms().currency(), terms.currency());
                    }
                    return plan.revise(terms, author);
                });
    }
}
