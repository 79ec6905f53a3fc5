package org.partnerportal.deal.registration.persistence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.DealAction.Side;
import org.partnerportal.deal.registration.domain.DealDetails;
import org.partnerportal.deal.registration.domain.DealType;
import org.partnerportal.deal.registration.domain.Submission;
import org.partnerportal.kernel.Money;

/** What the vendor was asked about, as it is stored. */
record SubmissionDocument(
        int number,
        String by,
        Side side,
        Instant at,
        CustomerDocument customer,
        List<LineDocument> products,
        @Nullable Money estimate,
        @Nullable LocalDate expectedCloseDate,
        @Nullable String description,
        DealType type,
        @Nullable LocalDate tenderPublishedOn) {

    static SubmissionDocument of(Submission submission) {
        DealDetails details = submission.details();
        return new SubmissionDocument(
                submission.number(),
                submission.by().subject(),
                submission.side(),
                submission.at(),
                CustomerDocument.of(details.customer()),
                LineDocument.of(details.products()),
                details.estimate(),
                details.expectedCloseDate(),
                details.description(),
                details.type(),
                details.tenderPublishedOn());
    }

    Submission toSubmission() {
        return new Submission(
                number,
                new Actor(by),
                side,
                at,
                new DealDetails(
                        customer.toCustomer(),
                        LineDocument.toLines(products),
                        estimate,
                        expectedCloseDate,
                        description,
                        type,
                        tenderPublishedOn));
    }
}
