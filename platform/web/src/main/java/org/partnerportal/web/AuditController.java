package org.partnerportal.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.partnerportal.messaging.audit.AuditEntry;
import org.partnerportal.messaging.audit.AuditQuery;
import org.partnerportal.messaging.audit.AuditTrail;
import org.partnerportal.messaging.audit.AuditVerification;
import org.partnerportal.messaging.audit.ChainHead;
import org.partnerportal.messaging.audit.ChainedEntry;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What auditors see of this service's audit trail. */
@RestController
@PreAuthorize("hasAnyRole('auditor','channel-admin')")
@Tag(name = "Audit", description = "Who changed what and who was refused what, in a hash chain")
class AuditController {

    /** RFC 8259, section 6: the largest whole number that every reader of JSON keeps. */
    private static final long LARGEST_WHOLE_NUMBER = 9_007_199_254_740_991L;

    private final AuditTrail trail;

    AuditController(AuditTrail trail) {
        this.trail = trail;
    }

    @GetMapping("/api/v1/audit-entries/{service}")
    @Operation(
            summary = "List audit entries",
            description =
                    "Newest first. aggregate is the id of a thing that was changed or asked for; partnerId is the"
                            + " partner that the caller acted for, else the one concerned.")
    Page<ChainedEntry> list(
            @RequestParam(required = false) @Size(max = 200) @Nullable String actor,
            @RequestParam(required = false) @Size(max = 200) @Nullable String aggregate,
            @RequestParam(required = false) @Size(max = 200) @Nullable String partnerId,
            @RequestParam(required = false) AuditEntry.@Nullable Outcome outcome,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            PageRequest page) {
        Long before = page.after() == null ? null : Long.valueOf(page.after().id());
        return page.page(
                trail.find(
                        new AuditQuery(actor, aggregate, partnerId, outcome, from, to),
                        before,
                        page.fetch()),
                entry -> new PageRequest.Position("", Long.toString(entry.sequence())));
    }

    @GetMapping("/api/v1/audit-verifications/{service}")
    @Operation(
            summary = "Verify the audit chain",
            description =
                    "Recalculates every hash from the first entry that is kept, or from the entry that after and hash"
                            + " name, and answers the first entry that is not what was written. Looks at a bounded number"
                            + " of entries; while complete is false, ask again with after and hash of through. A head that"
                            + " was noted earlier, given as after and hash, shows whether the chain was cut off or written"
                            + " anew since.")
    AuditVerification verify(
            @RequestParam(required = false) @Min(1) @Max(LARGEST_WHOLE_NUMBER) @Nullable Long after,
            @RequestParam(required = false) @Pattern(regexp = "[0-9a-f]{64}")
                    @Nullable String hash) {
        if (after == null && hash == null) {
            return trail.verify(null);
        }
        if (after == null || hash == null) {
            throw WebRefusal.BAD_PARAMETER.because("after, hash", "after=...&hash=...");
        }
        return trail.verify(new ChainHead(after, hash));
    }
}
