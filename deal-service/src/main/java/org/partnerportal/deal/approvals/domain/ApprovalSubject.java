package org.partnerportal.deal.approvals.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Money;

/**
 * What is to be approved, as far as a chain needs to know it.
 *
 * @param type a word for its kind
 * @param id of the thing
 * @param owner the organisation that it belongs to
 * @param submission tells this time that approval was asked for from every other
 * @param contentHash of what the approval is about: other content needs another approval
 * @param version of the thing when it was looked at; tells what is about an earlier state of it
 * @param barred who may not decide: who submitted it and those who act for him
 */
public record ApprovalSubject(
        String type,
        String id,
        @Nullable String owner,
        String submission,
        String contentHash,
        @Nullable Money amount,
        long version,
        List<Approver> barred) {

    public ApprovalSubject {
        barred = List.copyOf(barred);
    }

    /** The same, with what is known now of a person who may not decide. */
    ApprovalSubject knowing(Approver person) {
        return new ApprovalSubject(
                type,
                id,
                owner,
                submission,
                contentHash,
                amount,
                version,
                barred.stream()
                        .map(one -> one.subject().equals(person.subject()) ? person : one)
                        .toList());
    }

    boolean bars(String subject) {
        return barred.stream().anyMatch(one -> one.subject().equals(subject));
    }
}
