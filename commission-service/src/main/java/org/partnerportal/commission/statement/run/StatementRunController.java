package org.partnerportal.commission.statement.run;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.YearMonth;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Ids;
import org.partnerportal.messaging.audit.AuditTrail;
import org.partnerportal.web.Answers;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Closing and issuing statements for many partners at once. */
@RestController
@RequestMapping("/api/v1/statement-runs")
@Tag(name = "Statement runs", description = "Jobs that close or issue statements")
class StatementRunController {

    private final StatementRuns runs;
    private final AuditTrail audit;

    StatementRunController(StatementRuns runs, AuditTrail audit) {
        this.runs = runs;
        this.audit = audit;
    }

    /**
     * @param throughPeriod the last month to close or issue, such as 2017-12
     * @param partnerId only this partner's
     * @param currency only this currency's
     */
    record Start(
            StatementRun.@NotNull Action action,
            @Schema(pattern = "^[0-9]{4}-[0-9]{2}$") @NotNull YearMonth throughPeriod,
            @Nullable @Pattern(regexp = "ptr_[0-9A-Z]{26}") String partnerId,
            @Nullable @Pattern(regexp = "[A-Z]{3}") String currency) {}

    @PostMapping
    @PreAuthorize("hasRole('finance-approver')")
    @Operation(
            summary = "Close or issue statements",
            description =
                    "Closes, or issues what is closed, up to a month that is over. Runs in the background; doing"
                            + " it again changes nothing.")
    ResponseEntity<StatementRun> start(@Valid @RequestBody Start body) {
        audit.ordered(Stream.ofNullable(body.partnerId()).toArray(String[]::new));
        StatementRun run =
                runs.start(body.action(), body.throughPeriod(), body.partnerId(), body.currency());
        return Answers.accepted("/api/v1/statement-runs/" + run.id(), run);
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('finance-approver', 'channel-admin', 'auditor')")
    @Operation(summary = "List runs", description = "Newest first.")
    Page<StatementRun> list(PageRequest page) {
        return runs.list(page);
    }

    @GetMapping("/{id}")
    @PreAuthorize("hasAnyRole('finance-approver', 'channel-admin', 'auditor')")
    @Operation(summary = "How far a run is")
    StatementRun get(@PathVariable String id) {
        return runs.get(Ids.checked("job", id));
    }
}
