package org.partnerportal.partner.agreements.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Expected;
import org.partnerportal.partner.agreements.application.AcceptAgreement;
import org.partnerportal.partner.agreements.application.AgreementFiles;
import org.partnerportal.partner.agreements.application.AgreementSettings;
import org.partnerportal.partner.agreements.application.ChangeAgreement;
import org.partnerportal.partner.agreements.application.FindAgreements;
import org.partnerportal.partner.agreements.application.OfferAgreement;
import org.partnerportal.partner.agreements.application.VerifyAgreement;
import org.partnerportal.partner.agreements.domain.Acceptance;
import org.partnerportal.partner.agreements.domain.Agreement;
import org.partnerportal.partner.agreements.domain.AgreementId;
import org.partnerportal.partner.agreements.domain.AgreementRefusal;
import org.partnerportal.partner.agreements.domain.AgreementState;
import org.partnerportal.partner.agreements.domain.StoredFile;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.partnerportal.web.Answers;
import org.partnerportal.web.Caller;
import org.partnerportal.web.Identities;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Agreements: the vendor offers, the partner's admin reads and decides, anyone entitled checks. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Agreements", description = "Contracts between vendor and partner")
class AgreementController {

    private final OfferAgreement offer;
    private final AcceptAgreement accept;
    private final ChangeAgreement change;
    private final VerifyAgreement verify;
    private final FindAgreements find;
    private final AgreementFiles files;
    private final AgreementAccess access;
    private final AgreementSettings settings;
    private final Identities identities;
    private final Clock clock;

    AgreementController(
            OfferAgreement offer,
            AcceptAgreement accept,
            ChangeAgreement change,
            VerifyAgreement verify,
            FindAgreements find,
            AgreementFiles files,
            AgreementAccess access,
            AgreementSettings settings,
            Identities identities,
            Clock clock) {
        this.offer = offer;
        this.accept = accept;
        this.change = change;
        this.verify = verify;
        this.find = find;
        this.files = files;
        this.access = access;
        this.settings = settings;
        this.identities = identities;
        this.clock = clock;
    }

    @PostMapping("/partners/{id}/agreements")
    @PreAuthorize("hasAnyRole('channel-admin', 'partner-manager')")
    @Operation(
            summary = "Offer an agreement to a partner",
            description =
                    "Prints the document. At most one agreement of a kind is open or in force per partner: else"
                            + " 409. Only to partners that are onboarding or active.")
    ResponseEntity<AgreementView> offer(
            @PathVariable PartnerId id,
            @Valid @RequestBody(required = false) AgreementRequests.@Nullable Offer body,
            Caller caller) {
        access.mustSee(id, caller);
        var wanted = Objects.requireNonNullElse(body, AgreementRequests.Offer.STANDARD);
        Agreement agreement =
                offer.handle(
                        new OfferAgreement.Command(
                                new AgreementId(identities.next(AgreementId.PREFIX)),
                                id,
                                wanted.template(),
                                wanted.language(),
                                wanted.startsOn(),
                                wanted.validUntil(),
                                caller.subject()));
        return Answers.created(
                "/api/v1/agreements/" + agreement.id(),
                view(agreement, caller),
                agreement.version());
    }

    @GetMapping("/agreements")
    @PreAuthorize(AgreementAccess.READS)
    @Operation(
            summary = "List agreements",
            description =
                    "Newest first. Partners get their own, partner managers those of their partners. sort: id,"
                            + " with a leading - for descending.")
    Page<AgreementView> list(
            @RequestParam(required = false) @Nullable String partnerId,
            @RequestParam(required = false) AgreementState.@Nullable Name state,
            PageRequest page,
            Caller caller) {
        return find.find(
                        new FindAgreements.Filter(
                                access.visiblePartners(caller, partnerId), state, clock.instant()),
                        page)
                .map(agreement -> view(agreement, caller));
    }

    @GetMapping("/agreements/{id}")
    @PreAuthorize(AgreementAccess.READS)
    @Operation(summary = "Show an agreement")
    ResponseEntity<AgreementView> get(@PathVariable AgreementId id, Caller caller) {
        return answer(access.get(id, caller), caller);
    }

    @GetMapping(path = "/agreements/{id}/document", produces = MediaType.APPLICATION_PDF_VALUE)
    @PreAuthorize(AgreementAccess.READS)
    @Operation(
            summary = "Read an agreement",
            description =
                    "The document that was offered; once accepted, the sealed one. The ETag is its SHA-256.")
    ResponseEntity<byte[]> document(@PathVariable AgreementId id, Caller caller) {
        Agreement agreement = access.get(id, caller);
        StoredFile file =
                agreement
                        .state()
                        .accepted()
                        .map(Acceptance::sealed)
                        .orElse(agreement.terms().document());
        byte[] content =
                files.find(file)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "The document of " + id + " is not there"));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .eTag("\"" + file.hash() + "\"")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename("agreement-" + id.value() + ".pdf")
                                .build()
                                .toString())
                .body(content);
    }

    @PostMapping("/agreements/{id}/acceptance")
    @PreAuthorize("hasAnyRole('partner-admin')")
    @Operation(
            summary = "Accept an agreement",
            description =
                    "A simple electronic signature, sealed: the evidence is added to the document and the whole is"
                            + " sealed. documentHash must be the hash of the document that was offered: else 409.")
    ResponseEntity<AgreementView> accept(
            @PathVariable AgreementId id,
            @Valid @RequestBody AgreementRequests.Accept body,
            Expected expected,
            Caller caller,
            @Parameter(hidden = true) Locale locale,
            HttpServletRequest request) {
        access.get(id, caller);
        return answer(
                accept.handle(
                        new AcceptAgreement.Command(
                                id,
                                expected,
                                body.documentHash(),
                                body.fullName().strip(),
                                body.statement(),
                                Origin.of(request, caller, locale, settings.trustedProxies()))),
                caller);
    }

    @PostMapping("/agreements/{id}/decline")
    @PreAuthorize("hasAnyRole('partner-admin')")
    @Operation(summary = "Decline an agreement")
    ResponseEntity<AgreementView> decline(
            @PathVariable AgreementId id,
            @Valid @RequestBody AgreementRequests.Decline body,
            Expected expected,
            Caller caller) {
        access.get(id, caller);
        return answer(
                change.handle(
                        id, expected, new ChangeAgreement.Decline(caller.subject(), body.reason())),
                caller);
    }

    @PostMapping("/agreements/{id}/withdrawal")
    @PreAuthorize("hasAnyRole('channel-admin')")
    @Operation(summary = "Take an offered agreement back")
    ResponseEntity<AgreementView> withdraw(
            @PathVariable AgreementId id, Expected expected, Caller caller) {
        access.get(id, caller);
        return answer(
                change.handle(id, expected, new ChangeAgreement.Withdraw(caller.subject())),
                caller);
    }

    @GetMapping("/agreements/{id}/verification")
    @PreAuthorize(AgreementAccess.READS)
    @Operation(
            summary = "Check the sealed document",
            description = "Each check with its result; a broken file is a result, not an error.")
    VerificationView verify(@PathVariable AgreementId id, Caller caller) {
        Agreement agreement = access.get(id, caller);
        return VerificationView.of(id.value(), verify.stored(agreement));
    }

    @PostMapping(path = "/agreements/verifications", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @PreAuthorize(AgreementAccess.READS)
    @Operation(
            summary = "Check a copy of a sealed document",
            description = "Any file; the agreement is named where the caller may see it.")
    VerificationView verifyCopy(@RequestPart("file") MultipartFile file, Caller caller)
            throws IOException {
        VerifyAgreement.Copy copy = verify.brought(file.getBytes());
        return VerificationView.of(
                copy.agreement()
                        .filter(agreement -> access.maySee(agreement.partner(), caller))
                        .map(agreement -> agreement.id().value())
                        .orElse(null),
                copy.report());
    }

    @GetMapping("/agreements/{id}/evidence")
    @PreAuthorize("hasAnyRole('partner-admin', 'channel-admin', 'partner-manager', 'auditor')")
    @Operation(
            summary = "Show the evidence of the acceptance",
            description = "Who accepted, when, from where, and what. Personal data.")
    EvidenceView evidence(@PathVariable AgreementId id, Caller caller) {
        Agreement agreement = access.get(id, caller);
        return EvidenceView.of(
                agreement,
                agreement
                        .state()
                        .accepted()
                        .orElseThrow(() -> AgreementRefusal.NOT_ACCEPTED.because()));
    }

    private ResponseEntity<AgreementView> answer(Agreement agreement, Caller caller) {
        return Answers.ok(view(agreement, caller), agreement.version());
    }

    private AgreementView view(Agreement agreement, Caller caller) {
        return AgreementView.of(agreement, caller, clock.instant());
    }
}
