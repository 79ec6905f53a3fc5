package org.partnerportal.deal.registration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
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

/** Longer protection: the partner asks, the vendor decides. */
@RestController
@RequestMapping("/api/v1/deals/{id}")
@Tag(name = "Deal extensions", description = "Longer protection")
class DealExtensionController {

    private static final String DECIDES = "hasAnyRole('channel-admin', 'partner-manager')";

    private final ChangeDeal change;
    private final DealAccess access;
    private final Clock clock;

    DealExtensionController(ChangeDeal change, DealAccess access, Clock clock) {
        this.change = change;
        this.access = access;
        this.clock = clock;
    }

    @PostMapping("/extension-request")
    @PreAuthorize("hasAnyRole('partner-admin', 'partner-sales')")
    @Operation(
            summary = "Ask for a longer protection",
            description =
                    "While the protection runs, with activities since the approval or the last extension as evidence;"
                            + " 409 deal.not-active after its end, deal.max-extensions, deal.no-activity.")
    ResponseEntity<DealView> request(
            @PathVariable DealId id,
            @Valid @RequestBody DealRequests.RequestExtension body,
            Expected expected,
            Caller caller) {
        return changed(
                id,
                expected,
                new ChangeDeal.RequestExtension(actor(caller), body.reason()),
                caller);
    }

    @PostMapping("/extension-grant")
    @PreAuthorize(DECIDES)
    @Operation(
            summary = "Grant a longer protection",
            description =
                    "Reckoned from the protection's end, to the end of the day; 409 deal.not-active once it has"
                            + " ended, whenever it was asked for.")
    ResponseEntity<DealView> grant(@PathVariable DealId id, Expected expected, Caller caller) {
        return changed(id, expected, new ChangeDeal.GrantExtension(actor(caller)), caller);
    }

    @PostMapping("/extension-refusal")
    @PreAuthorize(DECIDES)
    @Operation(summary = "Refuse a longer protection")
    ResponseEntity<DealView> refuse(
            @PathVariable DealId id,
            @Valid @RequestBody DealRequests.RefuseExtension body,
            Expected expected,
            Caller caller) {
        return changed(
                id,
                expected,
                new ChangeDeal.RefuseExtension(actor(caller), body.comment()),
                caller);
    }

    private ResponseEntity<DealView> changed(
            DealId id, Expected expected, ChangeDeal.Action action, Caller caller) {
        access.get(id, caller);
        Deal deal = change.handle(id, expected, action);
        return Answers.ok(
                DealView.of(deal, DealAccess.side(caller), clock.instant()), deal.version());
    }

    private static Actor actor(Caller caller) {
        return new Actor(caller.subject());
    }
}
