package org.partnerportal.analytics.freshness;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How fresh the figures are. */
@RestController
@RequestMapping("/api/v1/analytics/freshness")
@PreAuthorize(
        "hasAnyRole('channel-admin','program-manager','partner-manager','region-manager',"
                + "'finance-approver','auditor','partner-admin','partner-sales','partner-finance')")
@Tag(name = "Analytics", description = "Figures of the programme, projected from events")
class FreshnessController {

    private final Freshness freshness;

    FreshnessController(Freshness freshness) {
        this.freshness = freshness;
    }

    @GetMapping
    @Operation(
            summary = "Up to when the figures contain what was published",
            description =
                    "Per topic: asOf, how many published events are not contained yet, and how many"
                            + " are held back because one of them could not be handled.")
    Freshness.Answer freshness() {
        return freshness.current().answer();
    }
}
