package org.partnerportal.deal.conflict.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.conflict.application.DecideConflict;
import org.partnerportal.deal.conflict.application.FindConflicts;
import org.partnerportal.deal.conflict.domain.ConflictCase;
import org.partnerportal.deal.conflict.domain.ConflictId;
import org.partnerportal.deal.conflict.domain.ConflictState;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.CommonRefusal;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Conflict cases, each side in its own view. */
@RestController
@RequestMapping("/api/v1/conflicts")
@Tag(name = "Conflicts", description = "Two sales to one customer")
class ConflictController {

    private static final String READS =
            "hasAnyRole('partner-admin', 'partner-sales', 'channel-admin', 'program-manager',"
                    + " 'partner-manager', 'region-manager', 'auditor')";
    private static final String DECIDES =
            "hasAnyRole('channel-admin', 'region-manager', 'partner-manager')";

    private final DecideConflict decide;
    private final FindConflicts find;
    private final ConflictAccess access;
    private final Clock clock;

    ConflictController(
            DecideConflict decide, FindConflicts find, ConflictAccess access, Clock clock) {
        this.decide = decide;
        this.find = find;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping
    @PreAuthorize(READS)
    @Operation(
            summary = "List conflicts",
            description =
                    "In the order of their ids. Partners get those of their registrations and do not learn who the"
                            + " other is; partner managers those of their partners. overdue: only those that should"
                            + " have been decided.")
    Page<ConflictView> list(
            @RequestParam(required = false) ConflictState.@Nullable Name state,
            @RequestParam(required = false) @Nullable String dealId,
            @RequestParam(required = false) @Nullable String partnerId,
            @RequestParam(defaultValue = "false") boolean overdue,
            PageRequest page,
            Caller caller) {
        return find.find(
                        new FindConflicts.Filter(
                                access.visiblePartners(caller, partnerId),
                                state,
                                dealId,
                                overdue ? clock.instant() : null),
                        page)
                .map(conflict -> view(conflict, caller));
    }

    @GetMapping("/{id}")
    @PreAuthorize(READS)
    @Operation(summary = "Show a conflict")
    ResponseEntity<ConflictView> get(@PathVariable ConflictId id, Caller caller) {
        return answer(access.get(id, caller), caller);
    }

    @PostMapping("/{id}/investigation")
    @PreAuthorize(DECIDES)
    @Operation(summary = "Take a conflict up")
    ResponseEntity<ConflictView> investigate(
            @PathVariable ConflictId id, Expected expected, Caller caller) {
        access.get(id, caller);
        return changed(id, expected, new DecideConflict.Investigate(actor(caller)), caller);
    }

    @PostMapping("/{id}/resolution")
    @PreAuthorize(DECIDES)
    @Operation(
            summary = "Decide a conflict",
            description =
                    "403 for who looks after one of the partners. What ends by it ends when nobody can appeal any"
                            + " more.")
    ResponseEntity<ConflictView> resolve(
            @PathVariable ConflictId id,
            @Valid @RequestBody ConflictRequests.Resolve body,
            Expected expected,
            Caller caller) {
        return changed(
                id,
                expected,
                new DecideConflict.Resolve(verdict(access.get(id, caller), body, caller)),
                caller);
    }

    @PostMapping("/{id}/appeal")
    @PreAuthorize("hasAnyRole('partner-admin', 'partner-sales')")
    @Operation(
            summary = "Appeal against a decision",
            description = "By either partner, within the programme's business days.")
    ResponseEntity<ConflictView> appeal(
            @PathVariable ConflictId id,
            @Valid @RequestBody ConflictRequests.Appeal body,
            Expected expected,
            Caller caller) {
        access.get(id, caller);
        PartnerId partner =
                caller.partnerId()
                        .map(PartnerId::new)
                        .orElseThrow(() -> CommonRefusal.FORBIDDEN.because());
        return changed(id, expected, new DecideConflict.Appeal(partner, body.reason()), caller);
    }

    @PostMapping("/{id}/appeal-decision")
    @PreAuthorize(DECIDES)
    @Operation(
            summary = "Decide an appeal",
            description = "For good, and by somebody else than who decided before.")
    ResponseEntity<ConflictView> decideAppeal(
            @PathVariable ConflictId id,
            @Valid @RequestBody ConflictRequests.Resolve body,
            Expected expected,
            Caller caller) {
        return changed(
                id,
                expected,
                new DecideConflict.DecideAppeal(verdict(access.get(id, caller), body, caller)),
                caller);
    }

    private DecideConflict.Verdict verdict(
            ConflictCase conflict, ConflictRequests.Resolve body, Caller caller) {
        return new DecideConflict.Verdict(
                body.resolution(),
                body.standing(),
                actor(caller),
                access.isInvolved(conflict, caller),
                body.comment());
    }

    private ResponseEntity<ConflictView> changed(
            ConflictId id, Expected expected, DecideConflict.Action action, Caller caller) {
        return answer(decide.handle(id, expected, action), caller);
    }

    private ResponseEntity<ConflictView> answer(ConflictCase conflict, Caller caller) {
        return Answers.ok(view(conflict, caller), conflict.version());
    }

    private ConflictView view(ConflictCase conflict, Caller caller) {
        return caller.partnerId()
                .map(partner ->
                        ConflictView.forPartner(conflict, new PartnerId(partner), clock.instant()))
                .orElseGet(() -> ConflictView.forVendor(conflict, clock.instant()));
    }

    private static Actor actor(Caller caller) {
        return new Actor(caller.subject());
    }
}
