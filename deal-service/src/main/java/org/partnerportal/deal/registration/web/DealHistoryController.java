package org.partnerportal.deal.registration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.DealAction.Side;
import org.partnerportal.deal.registration.domain.DealDetails;
import org.partnerportal.deal.registration.domain.DealField;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.DealState;
import org.partnerportal.deal.registration.domain.DealType;
import org.partnerportal.deal.registration.domain.EditMatrix;
import org.partnerportal.deal.registration.domain.Progress;
import org.partnerportal.deal.registration.domain.SalesStage;
import org.partnerportal.deal.registration.domain.Submission;
import org.partnerportal.kernel.Money;
import org.partnerportal.web.Caller;
import org.partnerportal.web.Page;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a registration was before, and what may be changed of one. */
@RestController
@RequestMapping("/api/v1/deals")
@PreAuthorize(DealController.READS)
@Tag(
        name = "Deal history",
        description = "Earlier content, moves of the stage, and what may be changed")
class DealHistoryController {

    private final DealAccess access;

    DealHistoryController(DealAccess access) {
        this.access = access;
    }

    /**
     * Which fields a side may correct in a state.
     *
     * @param fields as the registration names them
     */
    record EditableView(DealState.Name state, Side side, List<String> fields) {}

    /**
     * What the vendor was asked to decide about.
     *
     * @param number counts the submissions of the registration, from 1
     * @param onBehalfOf the partner for whom one of the vendor's people submitted
     * @param digest the same for the same content, another for any other
     */
    record SubmissionView(
            int number,
            Instant at,
            String by,
            @Nullable String onBehalfOf,
            String digest,
            DealRequests.Customer customer,
            List<DealView.LineView> products,
            @Nullable Money estimate,
            @Nullable LocalDate expectedCloseDate,
            @Nullable String description,
            DealType type,
            @Nullable LocalDate tenderPublishedOn) {}

    /**
     * @param by who moved it; absent where the sale was closed
     */
    record StageMove(
            SalesStage stage,
            int probability,
            @Nullable String nextStep,
            @Nullable String by,
            Instant at) {}

    @GetMapping("/edit-matrix")
    @Operation(
            summary = "Show which fields may be corrected",
            description =
                    "By state and side; where there is no row, nothing may be corrected. While an approval is"
                            + " decided again, what it holds stays as it is.")
    Page<EditableView> editMatrix() {
        return new Page<>(
                EditMatrix.rows().stream()
                        .map(row ->
                                new EditableView(
                                        row.state(),
                                        row.side(),
                                        row.fields().stream()
                                                .map(DealField::path)
                                                .sorted()
                                                .toList()))
                        .toList(),
                null);
    }

    @GetMapping("/{id}/submissions")
    @Operation(
            summary = "Show what was submitted",
            description =
                    "The last ten submissions with their content, oldest first; never changed.")
    Page<SubmissionView> submissions(@PathVariable DealId id, Caller caller) {
        var deal = access.get(id, caller);
        return new Page<>(
                deal.submissions().stream()
                        .map(submission -> view(submission, deal.partner().value()))
                        .toList(),
                null);
    }

    private static SubmissionView view(Submission submission, String partner) {
        DealDetails details = submission.details();
        return new SubmissionView(
                submission.number(),
                submission.at(),
                submission.by().subject(),
                submission.side() == Side.VENDOR ? partner : null,
                details.digest(),
                DealView.customer(details),
                DealView.lines(details),
                details.estimate(),
                details.expectedCloseDate(),
                details.description(),
                details.type(),
                details.tenderPublishedOn());
    }

    @GetMapping("/{id}/stage")
    @Operation(
            summary = "Show how the sale moved",
            description = "The last fifty moves of stage and next step, oldest first.")
    Page<StageMove> moves(@PathVariable DealId id, Caller caller) {
        return new Page<>(
                access.get(id, caller).progress().history().stream()
                        .map(DealHistoryController::shown)
                        .toList(),
                null);
    }

    private static StageMove shown(Progress.Move move) {
        return new StageMove(
                move.stage(),
                move.stage().probability(),
                move.nextStep(),
                move.by() == null ? null : move.by().subject(),
                move.at());
    }
}
