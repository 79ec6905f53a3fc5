package org.partnerportal.deal.registration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.approvals.application.DecideDeal;
import org.partnerportal.deal.approvals.domain.Approver;
import org.partnerportal.deal.registration.application.ChangeDeal;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.kernel.Expected;
import org.partnerportal.web.Answers;
import org.partnerportal.web.Caller;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the vendor decides about registrations; a partner manager decides about those of its
 * partners. Whoever an approval chain asks decides as well.
 */
@RestController
@RequestMapping("/api/v1/deals/{id}")
@PreAuthorize("hasAnyRole('channel-admin', 'partner-manager')")
@Tag(name = "Deal review", description = "The vendor's decisions")
class DealReviewController {

    private static final String DECIDES =
            "hasAnyRole('channel-admin', 'program-manager', 'partner-manager', 'region-manager',"
                    + " 'finance-approver')";

    private final DecideDeal decide;
    private final ChangeDeal change;
    private final DealAccess access;
    private final Clock clock;

    DealReviewController(DecideDeal decide, ChangeDeal change, DealAccess access, Clock clock) {
        this.decide = decide;
        this.change = change;
        this.access = access;
        this.clock = clock;
    }

    @PostMapping("/approval")
    @PreAuthorize(DECIDES)
    @Operation(
            summary = "Approve a deal",
            description =
                    "Protects customer and product for the partner; 409 when another registration holds them."
                            + " Under an approval chain this is the caller's own decision about the steps that ask him;"
                            + " the last one approves the deal, and until then it stays SUBMITTED.")
    ResponseEntity<DealView> approve(
            @PathVariable DealId id,
            @Valid @RequestBody(required = false) DealRequests.@Nullable Approve body,
            Expected expected,
            Caller caller) {
        access.get(id, caller);
        return answer(
                decide.approve(command(id, expected, caller, body == null ? null : body.comment())),
                caller);
    }

    @PostMapping("/return")
    @Operation(summary = "Ask for corrections")
    ResponseEntity<DealView> giveBack(
            @PathVariable DealId id,
            @Valid @RequestBody DealRequests.GiveBack body,
            Expected expected,
            Caller caller) {
        return changed(
                id,
                expected,
                new ChangeDeal.GiveBack(actor(caller), body.fields(), body.comment()),
                caller);
    }

    @PostMapping("/rejection")
    @PreAuthorize(DECIDES)
    @Operation(
            summary = "Reject a deal",
            description = "Under an approval chain by one of those whom an open step asks.")
    ResponseEntity<DealView> reject(
            @PathVariable DealId id,
            @Valid @RequestBody DealRequests.Reject body,
            Expected expected,
            Caller caller) {
        access.get(id, caller);
        return answer(
                decide.reject(command(id, expected, caller, body.comment()), body.reason()),
                caller);
    }

    @PostMapping("/revocation")
    @PreAuthorize("hasAnyRole('channel-admin')")
    @Operation(summary = "Take an approval back", description = "Frees the customer for others.")
    ResponseEntity<DealView> revoke(
            @PathVariable DealId id,
            @Valid @RequestBody DealRequests.Revoke body,
            Expected expected,
            Caller caller) {
        return changed(
                id,
                expected,
                new ChangeDeal.Revoke(actor(caller), body.named(), body.reason()),
                caller);
    }

    private ResponseEntity<DealView> changed(
            DealId id, Expected expected, ChangeDeal.Action action, Caller caller) {
        access.get(id, caller);
        return answer(change.handle(id, expected, action), caller);
    }

    private static DecideDeal.Command command(
            DealId id, Expected expected, Caller caller, @Nullable String comment) {
        return new DecideDeal.Command(
                id,
                expected,
                new Approver(caller.subject(), caller.roles()),
                caller.username(),
                comment);
    }

    private static Actor actor(Caller caller) {
        return new Actor(caller.subject());
    }

    private ResponseEntity<DealView> answer(Deal deal, Caller caller) {
        return Answers.ok(
                DealView.of(deal, DealAccess.side(caller), clock.instant()), deal.version());
    }
}
