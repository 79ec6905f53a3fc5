package org.partnerportal.partner.applications.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Expected;
import org.partnerportal.partner.applications.application.ApplicationSettings;
import org.partnerportal.partner.applications.application.ApproveApplication;
import org.partnerportal.partner.applications.application.ChangeApplication;
import org.partnerportal.partner.applications.application.FindApplications;
import org.partnerportal.partner.applications.application.FindDuplicates;
import org.partnerportal.partner.applications.domain.ApplicationId;
import org.partnerportal.partner.applications.domain.ApplicationState;
import org.partnerportal.partner.applications.domain.PartnerApplication;
import org.partnerportal.web.Answers;
import org.partnerportal.web.Caller;
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

/** What the vendor reads and decides about applications. */
@RestController
@RequestMapping("/api/v1/applications")
@PreAuthorize(ApplicationReviewController.REVIEWS)
@Tag(name = "Application review", description = "The vendor's work with applications")
class ApplicationReviewController {

    static final String REVIEWS =
            "hasAnyRole('channel-admin', 'partner-manager', 'region-manager')";
    private static final String READS =
            "hasAnyRole('channel-admin', 'partner-manager', 'region-manager', 'auditor')";
    private static final String DECIDES = "hasAnyRole('channel-admin')";

    private final ChangeApplication change;
    private final ApproveApplication approve;
    private final FindApplications find;
    private final FindDuplicates duplicates;
    private final ApplicationAccess access;
    private final ApplicationSettings settings;
    private final Clock clock;

    ApplicationReviewController(
            ChangeApplication change,
            ApproveApplication approve,
            FindApplications find,
            FindDuplicates duplicates,
            ApplicationAccess access,
            ApplicationSettings settings,
            Clock clock) {
        this.change = change;
        this.approve = approve;
        this.find = find;
        this.duplicates = duplicates;
        this.access = access;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping
    @PreAuthorize(READS)
    @Operation(
            summary = "List applications",
            description =
                    "Newest first; those whose e-mail address was verified. A partner manager gets what it reviews"
                            + " and what nobody reviews yet. q: the beginning of the company's name, or an e-mail address."
                            + " sort: id, submittedAt or companyName, with a leading - for descending.")
    Page<ApplicationViews.ForVendor> list(
            @RequestParam(required = false) ApplicationState.@Nullable Name state,
            @RequestParam(required = false) @Nullable String country,
            @RequestParam(required = false) @Nullable String assignedTo,
            @RequestParam(required = false) @Nullable String q,
            PageRequest page,
            Caller caller) {
        Instant now = clock.instant();
        return find.find(
                        new FindApplications.Filter(
                                state, country, assignedTo, access.limitedTo(caller), q, now),
                        page)
                .map(application ->
                        ApplicationViews.ForVendor.of(
                                application, null, null, ApplicationAccess.sides(caller), now));
    }

    @GetMapping(path = "/{id}", headers = "!" + ApplicantController.TOKEN)
    @PreAuthorize("isAnonymous() or " + READS)
    @Operation(
            summary = "Show an application to the vendor",
            description =
                    "With what may be the same company, and whether the applicant was rejected shortly before."
                            + " Without any token there is no such application.")
    ResponseEntity<ApplicationViews.ForVendor> get(@PathVariable ApplicationId id, Caller caller) {
        return answer(access.get(id, caller), caller);
    }

    @PostMapping("/{id}/review")
    @Operation(
            summary = "Assign a reviewer",
            description = "The caller, where none is named; also hands a review over.")
    ResponseEntity<ApplicationViews.ForVendor> review(
            @PathVariable ApplicationId id,
            @Valid @RequestBody(required = false) ApplicationRequests.@Nullable Review body,
            Expected expected,
            Caller caller) {
        String reviewer =
                Objects.requireNonNullElse(
                        body == null ? null : body.reviewer(), caller.username());
        return changed(id, expected, new ChangeApplication.Review(reviewer), caller);
    }

    @PostMapping("/{id}/information-requests")
    @Operation(
            summary = "Ask the applicant something",
            description = "By mail; without an answer within 30 days the application lapses.")
    ResponseEntity<ApplicationViews.ForVendor> requestInformation(
            @PathVariable ApplicationId id,
            @Valid @RequestBody ApplicationRequests.RequestInformation body,
            Expected expected,
            Caller caller) {
        return changed(
                id, expected, new ChangeApplication.RequestInformation(body.message()), caller);
    }

    @PostMapping("/{id}/approval")
    @PreAuthorize(DECIDES)
    @Operation(
            summary = "Approve an application",
            description =
                    "The company becomes a partner in ONBOARDING. 409 application.duplicate-vat when a partner"
                            + " of the country has the VAT id; 409 application.duplicates-not-acknowledged when there are"
                            + " possible duplicates that acknowledgedDuplicates does not name.")
    ResponseEntity<ApplicationViews.ForVendor> approve(
            @PathVariable ApplicationId id,
            @Valid @RequestBody ApplicationRequests.Approve body,
            Expected expected,
            Caller caller) {
        access.get(id, caller);
        return answer(
                approve.handle(
                        new ApproveApplication.Command(
                                id,
                                expected,
                                caller.username(),
                                body.region().strip(),
                                body.channelManager().strip(),
                                body.acknowledged())),
                caller);
    }

    @PostMapping("/{id}/rejection")
    @PreAuthorize(DECIDES)
    @Operation(
            summary = "Reject an application",
            description =
                    "The applicant is told the reason by mail; DUPLICATE is told as OTHER. The comment stays"
                            + " with the vendor.")
    ResponseEntity<ApplicationViews.ForVendor> reject(
            @PathVariable ApplicationId id,
            @Valid @RequestBody ApplicationRequests.Reject body,
            Expected expected,
            Caller caller) {
        return changed(
                id,
                expected,
                new ChangeApplication.Reject(caller.username(), body.reason(), body.comment()),
                caller);
    }

    private ResponseEntity<ApplicationViews.ForVendor> changed(
            ApplicationId id, Expected expected, ChangeApplication.Action action, Caller caller) {
        access.get(id, caller);
        return answer(change.handle(id, expected, action), caller);
    }

    private ResponseEntity<ApplicationViews.ForVendor> answer(
            PartnerApplication application, Caller caller) {
        Instant now = clock.instant();
        return Answers.ok(
                ApplicationViews.ForVendor.of(
                        application,
                        coolOffUntil(application),
                        application.isOpen(now) ? duplicates.of(application) : null,
                        ApplicationAccess.sides(caller),
                        now),
                application.version());
    }

    private @Nullable Instant coolOffUntil(PartnerApplication application) {
        Instant applied = application.createdAt();
        return find.lastRejection(
                        application.details().contact().mailbox(),
                        applied.minus(settings.coolOff()),
                        applied)
                .map(rejected -> rejected.plus(settings.coolOff()))
                .orElse(null);
    }
}
