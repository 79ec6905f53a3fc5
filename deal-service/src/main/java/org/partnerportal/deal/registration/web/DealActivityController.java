package org.partnerportal.deal.registration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.application.FindActivities;
import org.partnerportal.deal.registration.application.LogActivity;
import org.partnerportal.deal.registration.domain.Activity;
import org.partnerportal.deal.registration.domain.ActivityId;
import org.partnerportal.deal.registration.domain.ActivityKind;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.DealAction.Side;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.web.Answers;
import org.partnerportal.web.Caller;
import org.partnerportal.web.Identities;
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

/** What was done for a sale, by either side. */
@RestController
@RequestMapping("/api/v1/deals/{id}/activities")
@Tag(name = "Deal activities", description = "What was done for a sale")
class DealActivityController {

    private final LogActivity log;
    private final FindActivities find;
    private final DealAccess access;
    private final Identities identities;

    DealActivityController(
            LogActivity log, FindActivities find, DealAccess access, Identities identities) {
        this.log = log;
        this.find = find;
        this.access = access;
        this.identities = identities;
    }

    /**
     * @param at business time: when it was done
     * @param side that did it
     * @param loggedAt when it was written down
     */
    record ActivityView(
            String id,
            ActivityKind kind,
            Instant at,
            String text,
            String by,
            Side side,
            Instant loggedAt) {

        static ActivityView of(Activity activity) {
            return new ActivityView(
                    activity.id().value(),
                    activity.kind(),
                    activity.at(),
                    activity.text(),
                    activity.by().subject(),
                    activity.side(),
                    activity.loggedAt());
        }
    }

    @PostMapping
    @PreAuthorize(
            "hasAnyRole('partner-admin', 'partner-sales', 'channel-admin', 'partner-manager')")
    @Operation(
            summary = "Log an activity",
            description =
                    "Evidence for extensions, and a sign of life. The registration takes note of it and so has a new"
                            + " version.")
    ResponseEntity<ActivityView> log(
            @PathVariable DealId id,
            @Valid @RequestBody DealRequests.LogActivity body,
            Caller caller) {
        access.get(id, caller);
        Activity logged =
                log.handle(
                        new LogActivity.Command(
                                new ActivityId(identities.next(ActivityId.PREFIX)),
                                id,
                                body.kind(),
                                body.at(),
                                body.text(),
                                new Actor(caller.subject()),
                                DealAccess.side(caller)));
        return Answers.created(
                "/api/v1/deals/" + id + "/activities", ActivityView.of(logged), logged.version());
    }

    @GetMapping
    @PreAuthorize(DealController.READS)
    @Operation(summary = "List activities", description = "Latest first, by business time.")
    Page<ActivityView> list(
            @PathVariable DealId id,
            @RequestParam(required = false) @Nullable ActivityKind kind,
            PageRequest page,
            Caller caller) {
        access.get(id, caller);
        return find.of(id, kind, page).map(ActivityView::of);
    }
}
