package org.partnerportal.deal.approvals.domain;

import org.partnerportal.kernel.Ids;

/** Names an approval process, {@code apr_...}. */
public record ProcessId(String value) {

    private static final String PREFIX = "apr";

    public ProcessId {
        Ids.checked(PREFIX, value);
    }

    /** The same for whoever starts it: one submission of one content has one process. */
    public static ProcessId of(ApprovalSubject subject) {
        return new ProcessId(
                Ids.derived(
                        PREFIX,
                        subject.type(),
                        subject.id(),
                        subject.submission(),
                        subject.contentHash()));
    }

    @Override
    public String toString() {
        return value;
    }
}
