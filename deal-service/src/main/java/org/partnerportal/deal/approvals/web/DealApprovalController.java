package org.partnerportal.deal.approvals.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.approvals.application.FindApprovals;
import org.partnerportal.deal.approvals.application.ShowApproval;
import org.partnerportal.deal.approvals.application.StandIns;
import org.partnerportal.deal.approvals.domain.Approver;
import org.partnerportal.deal.approvals.domain.Decider;
import org.partnerportal.deal.approvals.web.ApprovalViews.ApprovalTaskItem;
import org.partnerportal.deal.approvals.web.ApprovalViews.ApprovalView;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.web.DealAccess;
import org.partnerportal.web.Answers;
import org.partnerportal.web.Caller;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How far the approval of registrations is, and what waits for the caller. */
@RestController
@RequestMapping("/api/v1")
@PreAuthorize(ChainController.READS)
@Tag(name = "Approvals", description = "Approvals under way; partners do not see them")
class DealApprovalController {

    private final ShowApproval show;
    private final FindApprovals find;
    private final StandIns standIns;
    private final DealAccess access;
    private final Clock clock;

    DealApprovalController(
            ShowApproval show,
            FindApprovals find,
            StandIns standIns,
            DealAccess access,
            Clock clock) {
        this.show = show;
        this.find = find;
        this.standIns = standIns;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/deals/{id}/approval")
    @Operation(
            summary = "Show the approval of a deal",
            description =
                    "With its steps and what was decided. As long as it has not begun, and where no chain"
                            + " applies, it is a preview of who is asked.")
    ResponseEntity<ApprovalView> get(@PathVariable DealId id, Caller caller) {
        Deal deal = access.get(id, caller);
        ShowApproval.Shown shown = show.handle(deal);
        return Answers.ok(
                ApprovalView.of(
                        shown.process(), shown.preview(), decider(deal, caller), clock.instant()),
                shown.process().version());
    }

    @GetMapping("/deals/{id}/approvals")
    @Operation(
            summary = "List the approvals of a deal",
            description = "Latest first, with those that were voided. One for each submission.")
    Page<ApprovalView> list(@PathVariable DealId id, PageRequest page, Caller caller) {
        Deal deal = access.get(id, caller);
        Decider decider = decider(deal, caller);
        Instant now = clock.instant();
        return find.of("deal", deal.id().value(), page)
                .map(process -> ApprovalView.of(process, false, decider, now));
    }

    @GetMapping("/approval-tasks")
    @Operation(
            summary = "List what waits for the caller's decision",
            description =
                    "What is due first at the beginning; also what he decides in the place of somebody who is"
                            + " absent. A page may have fewer items than its limit. role: only what asks this role of his.")
    Page<ApprovalTaskItem> tasks(
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(required = false) @Nullable Instant dueBefore,
            PageRequest page,
            Caller caller) {
        StandIns.Capacities capacities = capacities(caller);
        Instant now = clock.instant();
        Page<ApprovalTaskItem> found =
                find.open(asked(capacities.all(), role, dueBefore, caller), page)
                        .map(process ->
                                ApprovalTaskItem.of(
                                        process,
                                        process.mandatesOf(
                                                capacities.about(process.subject().owner()), now)));
        return new Page<>(
                found.items().stream().filter(item -> !item.steps().isEmpty()).toList(),
                found.nextCursor());
    }

    private FindApprovals.Asked asked(
            List<Approver> capacities,
            @Nullable String role,
            @Nullable Instant dueBefore,
            Caller caller) {
        var roles = new HashSet<String>();
        capacities.forEach(one -> roles.addAll(one.roles()));
        if (role != null) {
            roles.retainAll(Set.of(role));
        }
        Set<String> people =
                role == null
                        ? capacities.stream().map(Approver::subject).collect(Collectors.toSet())
                        : Set.of();
        return new FindApprovals.Asked(
                roles, people, caller.subject(), access.reviewedPartners(caller), dueBefore);
    }

    private Decider decider(Deal deal, Caller caller) {
        return capacities(caller).about(deal.partner().value());
    }

    private StandIns.Capacities capacities(Caller caller) {
        return standIns.of(new Approver(caller.subject(), caller.roles()), caller.username());
    }
}
