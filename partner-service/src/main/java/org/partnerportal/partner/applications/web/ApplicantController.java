package org.partnerportal.partner.applications.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Refused;
import org.partnerportal.partner.applications.application.ApplicantTokens;
import org.partnerportal.partner.applications.application.ApplicantTokens.Purpose;
import org.partnerportal.partner.applications.application.ApplicationSettings;
import org.partnerportal.partner.applications.application.ApplyForPartnership;
import org.partnerportal.partner.applications.application.ChangeApplication;
import org.partnerportal.partner.applications.domain.ApplicationId;
import org.partnerportal.partner.applications.domain.ApplicationState;
import org.partnerportal.partner.applications.domain.PartnerApplication;
import org.partnerportal.web.Answers;
import org.partnerportal.web.Identities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Applications as those work with them who have no account. */
@RestController
@RequestMapping("/api/v1/applications")
@PreAuthorize("permitAll()")
@SecurityRequirements
@Tag(name = "Applications", description = "A company asks to become a partner")
class ApplicantController {

    static final String TOKEN = "X-Applicant-Token";

    private static final Logger log = LoggerFactory.getLogger(ApplicantController.class);

    private final ApplyForPartnership apply;
    private final ChangeApplication change;
    private final ApplicationAccess access;
    private final ApplicantTokens tokens;
    private final ApplicationSettings settings;
    private final Identities identities;
    private final Clock clock;

    ApplicantController(
            ApplyForPartnership apply,
            ChangeApplication change,
            ApplicationAccess access,
            ApplicantTokens tokens,
            ApplicationSettings settings,
            Identities identities,
            Clock clock) {
        this.apply = apply;
        this.change = change;
        this.access = access;
        this.tokens = tokens;
        this.settings = settings;
        this.identities = identities;
        this.clock = clock;
    }

    @PostMapping
    @Operation(
            summary = "Apply to become a partner",
            description =
                    "Needs no account. A mail with a link goes to the contact; nobody reads the application"
                            + " before the link was followed. The answer does not tell whether the company or the"
                            + " address is known here.")
    ResponseEntity<ApplicationViews.Received> apply(
            @Valid @RequestBody ApplicationRequests.Apply body) {
        PartnerApplication application =
                apply.handle(
                        new ApplyForPartnership.Command(
                                new ApplicationId(identities.next(ApplicationId.PREFIX)),
                                body.toDetails(),
                                body.consentVersion()));
        // As it was received, also when the same request comes again later.
        return Answers.created(
                "/api/v1/applications/" + application.id(),
                new ApplicationViews.Received(
                        application.id().value(),
                        ApplicationState.Name.DRAFT,
                        application.createdAt().plus(settings.verifyWithin())),
                1);
    }

    @PostMapping("/{id}/verification")
    @Operation(
            summary = "Verify the e-mail address",
            description =
                    "With the token of the mail's link. The answer's applicantToken opens the application; the"
                            + " same token gives the same answer again.")
    ResponseEntity<ApplicationViews.Verified> verify(
            @PathVariable ApplicationId id, @Valid @RequestBody ApplicationRequests.Verify body) {
        access.opened(id, body.token(), Purpose.VERIFICATION);
        PartnerApplication application =
                change.handle(id, Expected.any(), new ChangeApplication.Verify());
        return Answers.ok(
                new ApplicationViews.Verified(
                        id.value(),
                        application.stateAt(clock.instant()).name(),
                        tokens.token(id, application.nonce(), Purpose.ACCESS)),
                application.version());
    }

    @PostMapping("/{id}/verification-mail")
    @Operation(
            summary = "Send the mail with the link again",
            description =
                    "Always 202, whether or not there is such an application; at most one mail a minute, and"
                            + " a few in all.")
    ResponseEntity<Void> mailAgain(@PathVariable String id) {
        try {
            change.handle(new ApplicationId(id), Expected.any(), new ChangeApplication.MailAgain());
        } catch (Refused refused) {
            log.info("No verification mail: {}", refused.refusal().code());
        }
        return ResponseEntity.accepted().build();
    }

    @GetMapping(path = "/{id}", headers = TOKEN)
    @Operation(
            summary = "Show an application to its applicant",
            description = "With the applicant's token in header X-Applicant-Token.")
    ResponseEntity<ApplicationViews.ForApplicant> get(
            @PathVariable ApplicationId id, @RequestHeader(TOKEN) String token) {
        return answer(access.opened(id, token, Purpose.ACCESS));
    }

    @PostMapping("/{id}/answers")
    @Operation(
            summary = "Answer the vendor's question",
            description = "With the applicant's token; the review goes on.")
    ResponseEntity<ApplicationViews.ForApplicant> answer(
            @PathVariable ApplicationId id,
            @RequestHeader(name = TOKEN, required = false) @Nullable String token,
            @Valid @RequestBody ApplicationRequests.Answer body) {
        access.opened(id, token, Purpose.ACCESS);
        return answer(change.handle(id, Expected.any(), new ChangeApplication.Answer(body.text())));
    }

    @PostMapping("/{id}/withdrawal")
    @Operation(
            summary = "Take the application back",
            description =
                    "With the applicant's token, or that of the mail; for good, before the vendor has decided.")
    ResponseEntity<ApplicationViews.ForApplicant> withdraw(
            @PathVariable ApplicationId id,
            @RequestHeader(name = TOKEN, required = false) @Nullable String token) {
        access.opened(id, token, Purpose.ACCESS, Purpose.VERIFICATION);
        return answer(change.handle(id, Expected.any(), new ChangeApplication.Withdraw()));
    }

    private ResponseEntity<ApplicationViews.ForApplicant> answer(PartnerApplication application) {
        return Answers.ok(
                ApplicationViews.ForApplicant.of(application, clock.instant()),
                application.version());
    }
}
