package org.partnerportal.analytics.figures;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.web.Caller;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Figures of the programme. */
@RestController
@RequestMapping("/api/v1/analytics/summary")
@PreAuthorize(
        "hasAnyRole('channel-admin','program-manager','partner-manager','region-manager',"
                + "'finance-approver','auditor','partner-admin','partner-sales','partner-finance')")
@Tag(name = "Analytics", description = "Figures of the programme, projected from events")
class SummaryController {

    private final Summarise summarise;

    SummaryController(Summarise summarise) {
        this.summarise = summarise;
    }

    @GetMapping
    @Operation(
            summary = "Registrations, approvals, wins, losses, conversion, revenue and commission",
            description =
                    "By any combination of partner, product, region and month, one row per currency."
                            + " A partner's user sees that partner alone; a partner manager sees"
                            + " the partners that he looks after.")
    SummaryView summary(
            @Parameter(description = "partner, product, region, month; several by comma")
                    @RequestParam(defaultValue = "")
                    List<String> groupBy,
            @Parameter(description = "First day (2017-03-01) or month (2017-03)")
                    @RequestParam(required = false)
                    @Nullable String from,
            @Parameter(description = "Last day (2017-12-31) or month (2017-12), included")
                    @RequestParam(required = false)
                    @Nullable String to,
            @RequestParam(required = false) @Nullable String partnerId,
            @RequestParam(required = false) @Nullable String productCode,
            @RequestParam(required = false) @Nullable String region,
            Caller caller) {
        var dimensions = new LinkedHashSet<Dimension>();
        groupBy.stream()
                .filter(word -> !word.isBlank())
                .map(Dimension::of)
                .forEach(dimensions::add);
        return summarise.handle(
                new Summarise.Asked(
                        dimensions, Period.of(from, to), partnerId, productCode, region),
                caller);
    }
}
