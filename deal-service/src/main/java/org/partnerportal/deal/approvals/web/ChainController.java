package org.partnerportal.deal.approvals.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.partnerportal.deal.approvals.application.FindChains;
import org.partnerportal.deal.approvals.application.PreviewApproval;
import org.partnerportal.deal.approvals.application.SaveChain;
import org.partnerportal.deal.approvals.domain.ApprovalChain;
import org.partnerportal.deal.approvals.domain.ApprovalChains;
import org.partnerportal.deal.approvals.domain.ApprovalProcess;
import org.partnerportal.deal.approvals.domain.ChainCode;
import org.partnerportal.deal.approvals.domain.ChainVersion;
import org.partnerportal.deal.approvals.web.ApprovalViews.ApprovalTaskView;
import org.partnerportal.deal.approvals.web.ChainRequests.ChainStep;
import org.partnerportal.kernel.Expected;
import org.partnerportal.web.Answers;
import org.partnerportal.web.Caller;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Approval chains, as those who run the programme make them. */
@RestController
@RequestMapping("/api/v1/approval-chains")
@PreAuthorize(ChainController.READS)
@Tag(
        name = "Approval chains",
        description = "Who has to approve, in which order, from which amount")
class ChainController {

    static final String READS =
            "hasAnyRole('channel-admin', 'program-manager', 'partner-manager', 'region-manager',"
                    + " 'finance-approver', 'auditor')";

    private final SaveChain save;
    private final PreviewApproval preview;
    private final FindChains find;
    private final ApprovalChains chains;
    private final Clock clock;

    ChainController(
            SaveChain save,
            PreviewApproval preview,
            FindChains find,
            ApprovalChains chains,
            Clock clock) {
        this.save = save;
        this.preview = preview;
        this.find = find;
        this.chains = chains;
        this.clock = clock;
    }

    /**
     * A version of a chain.
     *
     * @param number counts the chain's versions from 1
     * @param inForce whether what is submitted now goes by it
     * @param savedBy subject of who wrote it
     * @param version also the ETag
     */
    record ApprovalChainView(
            String code,
            String subjectType,
            int number,
            Instant appliesFrom,
            boolean inForce,
            boolean oneDecisionEach,
            List<ChainStep> steps,
            Instant savedAt,
            String savedBy,
            long version) {

        static ApprovalChainView of(ApprovalChain chain, ChainVersion one, Instant now) {
            return new ApprovalChainView(
                    chain.code().value(),
                    chain.subjectType(),
                    one.number(),
                    one.appliesFrom(),
                    chain.inForce(now).filter(one::equals).isPresent(),
                    one.oneDecisionEach(),
                    one.steps().stream().map(ChainStep::of).toList(),
                    one.savedAt(),
                    one.savedBy(),
                    chain.version());
        }
    }

    /**
     * Who would be asked.
     *
     * @param steps those that the amount goes through, in the chain's order
     */
    record ApprovalPreview(String chain, int chainVersion, List<ApprovalTaskView> steps) {}

    @PutMapping("/{code}")
    @PreAuthorize("hasAnyRole('channel-admin', 'program-manager')")
    @Operation(
            summary = "Save the next version of a chain",
            description =
                    "If-Match \"0\" makes the chain. Approvals that have begun end under the version with which"
                            + " they began. 400 deal.approval-chain-invalid names everything that is wrong: a step that"
                            + " nobody reaches, a cycle, a step without an approver, an amount without a step.")
    ResponseEntity<ApprovalChainView> put(
            @PathVariable ChainCode code,
            @Valid @RequestBody ChainRequests.ApprovalChainBody body,
            Expected expected,
            Caller caller) {
        return answer(
                save.handle(
                        new SaveChain.Command(
                                code,
                                expected,
                                body.subjectType(),
                                body.toTerms(),
                                caller.subject())));
    }

    @GetMapping
    @Operation(summary = "List chains", description = "The latest version of each, by code.")
    Page<ApprovalChainView> list(PageRequest page) {
        return find.list(page).map(this::latest);
    }

    @GetMapping("/{code}")
    @Operation(summary = "Show a chain", description = "Its latest version.")
    ResponseEntity<ApprovalChainView> get(@PathVariable ChainCode code) {
        return answer(chains.get(code));
    }

    @GetMapping("/{code}/versions")
    @Operation(summary = "List the versions of a chain", description = "Newest first.")
    Page<ApprovalChainView> versions(@PathVariable ChainCode code, PageRequest page) {
        ApprovalChain chain = chains.get(code);
        PageRequest.Position after = page.after();
        int below = after == null ? Integer.MAX_VALUE : Integer.parseInt(after.id());
        List<ChainVersion> found =
                chain.versions().reversed().stream()
                        .filter(one -> one.number() < below)
                        .limit(page.fetch())
                        .toList();
        return page.page(
                        found,
                        one -> {
                            String number = Integer.toString(one.number());
                            return new PageRequest.Position(number, number);
                        })
                .map(one -> ApprovalChainView.of(chain, one, clock.instant()));
    }

    @PostMapping("/{code}/preview")
    @Operation(
            summary = "Show who would be asked",
            description =
                    "If something of this amount were submitted now, by this person; nothing is kept.")
    ApprovalPreview preview(
            @PathVariable ChainCode code, @Valid @RequestBody ChainRequests.PreviewBody body) {
        ApprovalProcess process = preview.handle(code, body.amount(), body.submitter());
        return new ApprovalPreview(
                process.chain(),
                process.chainVersion(),
                process.tasks().stream().map(ApprovalTaskView::of).toList());
    }

    private ApprovalChainView latest(ApprovalChain chain) {
        return ApprovalChainView.of(chain, chain.latest(), clock.instant());
    }

    private ResponseEntity<ApprovalChainView> answer(ApprovalChain chain) {
        return Answers.ok(latest(chain), chain.version());
    }
}
