package org.partnerportal.analytics.rebuild;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.partnerportal.messaging.audit.AuditTrail;
import org.partnerportal.web.Answers;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Makes all figures anew from the first event on. */
@RestController
@RequestMapping("/api/v1/analytics/rebuilds")
@Tag(name = "Analytics", description = "Figures of the programme, projected from events")
class RebuildController {

    private final StartRebuild start;
    private final Rebuilds rebuilds;
    private final AuditTrail audit;

    RebuildController(StartRebuild start, Rebuilds rebuilds, AuditTrail audit) {
        this.start = start;
        this.rebuilds = rebuilds;
        this.audit = audit;
    }

    @PostMapping
    @PreAuthorize("hasAnyRole('channel-admin')")
    @Operation(
            summary = "Rebuild all figures from the first event on",
            description =
                    "Questions are answered from the present figures until the new ones are complete;"
                            + " 409 while another rebuild runs.")
    ResponseEntity<RebuildView> begin() {
        audit.ordered();
        Rebuild rebuild = start.handle();
        return Answers.accepted(
                "/api/v1/analytics/rebuilds/" + rebuild.id(), RebuildView.of(rebuild));
    }

    @GetMapping("/{id}")
    @PreAuthorize("hasAnyRole('channel-admin','auditor')")
    @Operation(
            summary = "Show how far a rebuild is",
            description =
                    "With the figures before and after, and whether they are the same document by"
                            + " document.")
    RebuildView get(@PathVariable String id) {
        return RebuildView.of(rebuilds.get(id));
    }
}
