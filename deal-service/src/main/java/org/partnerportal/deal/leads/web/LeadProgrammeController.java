package org.partnerportal.deal.leads.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.partnerportal.deal.leads.application.FindProgrammes;
import org.partnerportal.deal.leads.application.KeepProgramme;
import org.partnerportal.deal.leads.domain.LeadProgramme;
import org.partnerportal.deal.leads.domain.LeadProgrammes;
import org.partnerportal.deal.leads.domain.ProgrammeCode;
import org.partnerportal.kernel.Expected;
import org.partnerportal.web.Answers;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the vendor distributes its leads. */
@RestController
@RequestMapping("/api/v1/lead-programmes")
@Tag(name = "Lead programmes", description = "How leads are distributed")
class LeadProgrammeController {

    private static final String READS =
            "hasAnyRole('channel-admin', 'program-manager', 'partner-manager', 'region-manager', 'auditor')";

    private final KeepProgramme keep;
    private final LeadProgrammes programmes;
    private final FindProgrammes find;

    LeadProgrammeController(KeepProgramme keep, LeadProgrammes programmes, FindProgrammes find) {
        this.keep = keep;
        this.programmes = programmes;
        this.find = find;
    }

    @GetMapping
    @PreAuthorize(READS)
    @Operation(summary = "List lead programmes", description = "By code.")
    Page<LeadProgrammeView> list(PageRequest page) {
        return find.list(page).map(LeadProgrammeView::of);
    }

    @GetMapping("/{code}")
    @PreAuthorize(READS)
    @Operation(summary = "Show a lead programme")
    ResponseEntity<LeadProgrammeView> get(@PathVariable ProgrammeCode code) {
        return answer(programmes.get(code));
    }

    @PutMapping("/{code}")
    @PreAuthorize("hasAnyRole('channel-admin', 'program-manager')")
    @Operation(
            summary = "Say how leads are distributed",
            description =
                    "The whole programme, for the next offers; offers that run are left as they are. If-Match: \"0\""
                            + " makes a new one.")
    ResponseEntity<LeadProgrammeView> put(
            @PathVariable ProgrammeCode code,
            @Valid @RequestBody LeadProgrammeRules body,
            Expected expected) {
        return answer(keep.handle(code, expected, body.toRules()));
    }

    private static ResponseEntity<LeadProgrammeView> answer(LeadProgramme programme) {
        return Answers.ok(LeadProgrammeView.of(programme), programme.version());
    }
}
