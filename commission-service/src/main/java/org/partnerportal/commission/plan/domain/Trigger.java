package org.partnerportal.commission.plan.domain;

/** What has to happen for a commission to be earned. */
public enum Trigger {
    /** The invoice is issued. */
    INVOICED,
    /** The invoice is paid in full. */
    PAID
}
