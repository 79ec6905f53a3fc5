package org.partnerportal.deal.leads.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.partnerportal.deal.leads.application.ChangeLead;
import org.partnerportal.deal.leads.application.DistributeLead;
import org.partnerportal.deal.leads.domain.LeadId;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.Expected;
import org.partnerportal.web.Caller;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the vendor's people do about leads: to whom they go, and which of the partners' count. */
@RestController
@RequestMapping("/api/v1/leads/{id}")
@PreAuthorize("hasAnyRole('channel-admin', 'partner-manager')")
@Tag(name = "Lead desk", description = "The vendor's decisions about leads")
class LeadDeskController {

    private final ChangeLead change;
    private final DistributeLead distribute;
    private final LeadAccess access;
    private final LeadAnswers answers;

    LeadDeskController(
            ChangeLead change, DistributeLead distribute, LeadAccess access, LeadAnswers answers) {
        this.change = change;
        this.distribute = distribute;
        this.access = access;
        this.answers = answers;
    }

    @PostMapping("/qualification")
    @Operation(summary = "Qualify a lead", description = "It may be offered from now on.")
    ResponseEntity<LeadView> qualify(@PathVariable LeadId id, Expected expected, Caller caller) {
        return changed(id, expected, new ChangeLead.Qualify(actor(caller)), caller);
    }

    @PostMapping("/distribution")
    @Operation(
            summary = "Offer a lead as its programme says",
            description =
                    "To the partner or partners that the programme's strategy chooses; UNASSIGNABLE when there is"
                            + " none. After a decline or a reclaim this happens of itself.")
    ResponseEntity<LeadView> distribute(@PathVariable LeadId id, Expected expected, Caller caller) {
        access.get(id, caller);
        return answers.ok(distribute.toNext(id, expected), caller);
    }

    @PostMapping("/offer")
    @Operation(summary = "Offer a lead to a certain partner")
    ResponseEntity<LeadView> offer(
            @PathVariable LeadId id,
            @Valid @RequestBody LeadRequests.OfferLead body,
            Expected expected,
            Caller caller) {
        access.get(id, caller);
        return answers.ok(
                distribute.to(
                        id, expected, access.mustManage(new PartnerId(body.partnerId()), caller)),
                caller);
    }

    @PostMapping("/reclaim")
    @Operation(
            summary = "Take a lead back",
            description =
                    "From whoever it is offered to or has it; the next partner is looked for.")
    ResponseEntity<LeadView> reclaim(
            @PathVariable LeadId id,
            @Valid @RequestBody LeadRequests.ReclaimLead body,
            Expected expected,
            Caller caller) {
        return changed(id, expected, new ChangeLead.Reclaim(body.comment()), caller);
    }

    @PostMapping("/admission")
    @Operation(
            summary = "Accept a partner's lead",
            description = "The partner that brought it works on it.")
    ResponseEntity<LeadView> admit(@PathVariable LeadId id, Expected expected, Caller caller) {
        return changed(id, expected, new ChangeLead.Admit(actor(caller)), caller);
    }

    @PostMapping("/rejection")
    @Operation(summary = "Reject a partner's lead")
    ResponseEntity<LeadView> reject(
            @PathVariable LeadId id,
            @Valid @RequestBody LeadRequests.RejectLead body,
            Expected expected,
            Caller caller) {
        return changed(
                id,
                expected,
                new ChangeLead.Reject(actor(caller), body.reason(), body.comment()),
                caller);
    }

    @PostMapping("/duplicate")
    @Operation(
            summary = "Say that a partner's lead is known already",
            description = "As which other lead, the partner does not learn.")
    ResponseEntity<LeadView> markDuplicate(
            @PathVariable LeadId id,
            @Valid @RequestBody LeadRequests.MarkDuplicateLead body,
            Expected expected,
            Caller caller) {
        return changed(
                id,
                expected,
                new ChangeLead.MarkDuplicate(actor(caller), new LeadId(body.duplicateOf())),
                caller);
    }

    private ResponseEntity<LeadView> changed(
            LeadId id, Expected expected, ChangeLead.Action action, Caller caller) {
        access.get(id, caller);
        return answers.ok(change.handle(id, expected, action), caller);
    }

    private static Actor actor(Caller caller) {
        return new Actor(caller.subject());
    }
}
