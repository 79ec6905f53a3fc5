package org.partnerportal.deal.registration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.List;
import org.partnerportal.deal.customer.candidates.Candidate;
import org.partnerportal.deal.customer.candidates.FindCandidates;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.web.Caller;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whom a registration may collide with; for the vendor alone. */
@RestController
@RequestMapping("/api/v1/deals/{id}/candidates")
@PreAuthorize("hasAnyRole('channel-admin', 'partner-manager', 'region-manager', 'auditor')")
@Tag(name = "Deal review", description = "The vendor's decisions")
class DealCandidatesController {

    /** The rest is less likely than these. */
    private static final int SHOWN = 20;

    private final FindCandidates find;
    private final DealAccess access;

    DealCandidatesController(FindCandidates find, DealAccess access) {
        this.find = find;
        this.access = access;
    }

    @GetMapping
    @Operation(
            summary = "Find registrations of the same customer",
            description =
                    "Registrations and the vendor's direct opportunities whose customer may be the same,"
                            + " the twenty likest, with what speaks for and against it. score: 0 to 1; same: whether it"
                            + " reaches the matcher's threshold. Those that share no product are no conflict and left"
                            + " out, unless otherProducts is set; so are closed ones, unless closed is set. Whose"
                            + " registration it is, is said to those who may see it.")
    Candidates candidates(
            @PathVariable DealId id,
            @RequestParam(defaultValue = "0.3") @DecimalMin("0") @DecimalMax("1")
                    double minimumScore,
            @RequestParam(defaultValue = "false") boolean otherProducts,
            @RequestParam(defaultValue = "false") boolean closed,
            Caller caller) {
        Deal deal = access.get(id, caller);
        return new Candidates(
                find
                        .handle(
                                FindCandidates.Query.of(
                                        deal, minimumScore, otherProducts, closed, SHOWN))
                        .stream()
                        .map(candidate -> CandidateView.of(candidate, isSeen(candidate, caller)))
                        .toList());
    }

    private boolean isSeen(Candidate candidate, Caller caller) {
        return candidate.partnerId() == null
                || access.maySee(new PartnerId(candidate.partnerId()), caller);
    }

    /** Likest first. */
    record Candidates(List<CandidateView> items) {}
}
