package org.partnerportal.commission.plan.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.plan.application.ActivatePlan;
import org.partnerportal.commission.plan.application.ApprovePlan;
import org.partnerportal.commission.plan.application.FindPlans;
import org.partnerportal.commission.plan.application.WritePlan;
import org.partnerportal.commission.plan.domain.PlanCode;
import org.partnerportal.commission.plan.domain.PlanId;
import org.partnerportal.commission.plan.domain.PlanState;
import org.partnerportal.commission.plan.domain.PlanVersion;
import org.partnerportal.commission.plan.domain.Plans;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Commission plans, as finance and programme managers make them. */
@RestController
@RequestMapping("/api/v1/commission-plans")
@Tag(name = "Commission plans", description = "Versions of plans and their rates")
class PlanController {

    private static final String MAKES = "hasAnyRole('finance-approver', 'program-manager')";
    private static final String READS =
            "hasAnyRole('finance-approver', 'program-manager', 'channel-admin', 'auditor')";

    private final WritePlan write;
    private final ApprovePlan approve;
    private final ActivatePlan activate;
    private final FindPlans find;
    private final Plans plans;

    PlanController(
            WritePlan write,
            ApprovePlan approve,
            ActivatePlan activate,
            FindPlans find,
            Plans plans) {
        this.write = write;
        this.approve = approve;
        this.activate = activate;
        this.find = find;
        this.plans = plans;
    }

    @PostMapping
    @PreAuthorize(MAKES)
    @Operation(
            summary = "Draft the next version of a plan",
            description =
                    "The first draft of a code makes the plan; a plan has one draft at a time.")
    ResponseEntity<PlanView> draft(@Valid @RequestBody PlanRequest.Draft body, Caller caller) {
        PlanVersion plan = write.draft(new PlanCode(body.code()), body.toTerms(), caller.subject());
        return Answers.created(
                "/api/v1/commission-plans/" + plan.id(), PlanView.of(plan), plan.version());
    }

    @GetMapping
    @PreAuthorize(READS)
    @Operation(summary = "List plans", description = "By code and number.")
    Page<PlanView> list(
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) PlanState.@Nullable Name state,
            PageRequest page) {
        return find.find(code, state, page).map(PlanView::of);
    }

    @GetMapping("/{id}")
    @PreAuthorize(READS)
    @Operation(summary = "Show a version of a plan")
    ResponseEntity<PlanView> get(@PathVariable PlanId id) {
        return answer(plans.get(id));
    }

    @PutMapping("/{id}")
    @PreAuthorize(MAKES)
    @Operation(summary = "Rewrite a draft", description = "Whoever does cannot approve it.")
    ResponseEntity<PlanView> revise(
            @PathVariable PlanId id,
            @Valid @RequestBody PlanRequest body,
            Expected expected,
            Caller caller) {
        return answer(write.revise(id, expected, body.toTerms(), caller.subject()));
    }

    @PostMapping("/{id}/approval")
    @PreAuthorize(MAKES)
    @Operation(
            summary = "Approve a draft",
            description =
                    "By someone who has not written at it; else 403 commission.plan-self-approval.")
    ResponseEntity<PlanView> approve(@PathVariable PlanId id, Expected expected, Caller caller) {
        return answer(approve.handle(id, expected, caller.subject()));
    }

    @PostMapping("/{id}/activation")
    @PreAuthorize(MAKES)
    @Operation(
            summary = "Bring an approved version into force",
            description =
                    "From its first day on, for ever unchanged. Only a plan's first version may begin in the"
                            + " past; invoices that were there before it then earn under it within seconds.")
    ResponseEntity<PlanView> activate(@PathVariable PlanId id, Expected expected) {
        return answer(activate.handle(id, expected));
    }

    private static ResponseEntity<PlanView> answer(PlanVersion plan) {
        return Answers.ok(PlanView.of(plan), plan.version());
    }
}
