package org.partnerportal.commission.plan.domain;

/** What can be done with a version of a plan. */
public enum PlanAction {
    REVISE,
    APPROVE,
    ACTIVATE,
    /** Done by the system when a later version comes into force. */
    SUPERSEDE
}
