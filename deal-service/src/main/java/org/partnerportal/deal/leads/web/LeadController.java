package org.partnerportal.deal.leads.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.leads.application.ChangeLead;
import org.partnerportal.deal.leads.application.ConvertLead;
import org.partnerportal.deal.leads.application.CreateLead;
import org.partnerportal.deal.leads.application.FindLeads;
import org.partnerportal.deal.leads.domain.Lead;
import org.partnerportal.deal.leads.domain.LeadDetails;
import org.partnerportal.deal.leads.domain.LeadId;
import org.partnerportal.deal.leads.domain.LeadOrigin;
import org.partnerportal.deal.leads.domain.LeadRefusal;
import org.partnerportal.deal.leads.domain.LeadState;
import org.partnerportal.deal.leads.domain.ProgrammeCode;
import org.partnerportal.deal.products.ProductCatalogue;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.Expected;
import org.partnerportal.web.Caller;
import org.partnerportal.web.Identities;
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

/** Leads, as partners work with them and everyone entitled reads them. */
@RestController
@RequestMapping("/api/v1/leads")
@Tag(name = "Leads", description = "Possible sales that nobody has registered yet")
class LeadController {

    private static final String SELLS = "hasAnyRole('partner-admin', 'partner-sales')";
    private static final String WRITES =
            "hasAnyRole('partner-admin', 'partner-sales', 'channel-admin', 'partner-manager')";
    private static final String READS =
            "hasAnyRole('partner-admin', 'partner-sales', 'partner-marketing', 'channel-admin',"
                    + " 'program-manager', 'partner-manager', 'region-manager', 'auditor', 'integration')";

    private final CreateLead create;
    private final ChangeLead change;
    private final ConvertLead convert;
    private final FindLeads find;
    private final LeadAccess access;
    private final LeadAnswers answers;
    private final ProductCatalogue products;
    private final Identities identities;

    LeadController(
            CreateLead create,
            ChangeLead change,
            ConvertLead convert,
            FindLeads find,
            LeadAccess access,
            LeadAnswers answers,
            ProductCatalogue products,
            Identities identities) {
        this.create = create;
        this.change = change;
        this.convert = convert;
        this.find = find;
        this.access = access;
        this.answers = answers;
        this.products = products;
        this.identities = identities;
    }

    @PostMapping
    @PreAuthorize(WRITES)
    @Operation(
            summary = "Write down a lead",
            description =
                    "A partner's own goes to the vendor, who decides. The vendor names a programme, which"
                            + " distributes the lead, or a partner for whom the lead is written down and accepted.")
    ResponseEntity<LeadView> create(
            @Valid @RequestBody LeadRequests.CreateLeadRequest body, Caller caller) {
        return answers.created(created(body, caller), caller);
    }

    private Lead created(LeadRequests.CreateLeadRequest body, Caller caller) {
        PartnerId own = LeadAccess.partnerOf(caller);
        String programme = body.programme();
        String partner = body.partnerId();
        var id = new LeadId(identities.next(LeadId.PREFIX));
        LeadDetails details = body.toDetails(products::codeOf);
        if (own != null && programme == null && partner == null) {
            return create.ofPartner(id, own, details, actor(caller));
        }
        if (own == null && programme != null && partner == null) {
            return create.ofVendor(id, new ProgrammeCode(programme), details, actor(caller));
        }
        if (own == null && programme == null && partner != null) {
            return create.onBehalf(
                    id, access.mustManage(new PartnerId(partner), caller), details, actor(caller));
        }
        throw LeadRefusal.ORIGIN_UNCLEAR.because();
    }

    @GetMapping
    @PreAuthorize(READS)
    @Operation(
            summary = "List leads",
            description =
                    "Newest first. Partners get what they were offered, have, or brought, in the state in which"
                            + " they see it; partner managers what their partners have and what nobody has. UNASSIGNABLE is the"
                            + " queue of leads without a partner. sort: id or updatedAt, with a leading - for descending.")
    Page<LeadView> list(
            @RequestParam(required = false) LeadState.@Nullable Name state,
            @RequestParam(required = false) LeadOrigin.@Nullable Name origin,
            @RequestParam(required = false) @Nullable String programme,
            @RequestParam(required = false) @Nullable String country,
            @RequestParam(required = false) @Nullable String partnerId,
            @RequestParam(required = false) @Nullable Instant updatedSince,
            PageRequest page,
            Caller caller) {
        PartnerId reader = LeadAccess.partnerOf(caller);
        if (reader != null
                && (programme != null
                        || (partnerId != null && !partnerId.equals(reader.value())))) {
            // How the vendor distributes, and who else has what, is not a partner's business.
            return new Page<>(List.of(), null);
        }
        return find.find(
                        new FindLeads.Filter(
                                reader,
                                access.managed(caller),
                                state,
                                origin,
                                programme,
                                country,
                                reader == null ? partnerId : null,
                                updatedSince,
                                answers.now()),
                        page)
                .map(lead -> answers.view(lead, caller));
    }

    @GetMapping("/{id}")
    @PreAuthorize(READS)
    @Operation(
            summary = "Show a lead",
            description =
                    "Masked, until the partner has accepted it and again when it has lost it.")
    ResponseEntity<LeadView> get(@PathVariable LeadId id, Caller caller) {
        return answers.ok(access.get(id, caller), caller);
    }

    @PostMapping("/{id}/acceptance")
    @PreAuthorize(SELLS)
    @Operation(
            summary = "Accept a lead",
            description =
                    "Shows whom to ask. 409 deal.lead-taken when another partner was first, deal.lead-offer-over"
                            + " when the time to accept has passed or the lead was taken back.")
    ResponseEntity<LeadView> accept(@PathVariable LeadId id, Expected expected, Caller caller) {
        return changed(
                id, expected, new ChangeLead.Accept(LeadAccess.mustBePartner(caller)), caller);
    }

    @PostMapping("/{id}/decline")
    @PreAuthorize(SELLS)
    @Operation(
            summary = "Decline a lead",
            description =
                    "For good: the next partner is looked for, and this one is not asked again.")
    ResponseEntity<LeadView> decline(
            @PathVariable LeadId id,
            @Valid @RequestBody LeadRequests.DeclineLead body,
            Expected expected,
            Caller caller) {
        return changed(
                id,
                expected,
                new ChangeLead.Decline(
                        LeadAccess.mustBePartner(caller), body.reason(), body.comment()),
                caller);
    }

    @PostMapping("/{id}/activities")
    @PreAuthorize(SELLS)
    @Operation(
            summary = "Say what was done about a lead",
            description =
                    "The first is the beginning of work; each shows the vendor that the lead is alive.")
    ResponseEntity<LeadView> update(
            @PathVariable LeadId id,
            @Valid @RequestBody LeadRequests.UpdateLead body,
            Expected expected,
            Caller caller) {
        return changed(
                id,
                expected,
                new ChangeLead.Update(LeadAccess.mustBePartner(caller), actor(caller), body.note()),
                caller);
    }

    @PostMapping("/{id}/conversion")
    @PreAuthorize(SELLS)
    @Operation(
            summary = "Make a registration out of a lead",
            description =
                    "A draft with all that the lead holds; dealId names it. It is submitted like any other.")
    ResponseEntity<LeadView> convert(@PathVariable LeadId id, Expected expected, Caller caller) {
        access.get(id, caller);
        return answers.ok(convert.handle(id, expected, LeadAccess.mustBePartner(caller)), caller);
    }

    @PostMapping("/{id}/disqualification")
    @PreAuthorize(WRITES)
    @Operation(summary = "Say that nothing comes of a lead", description = "For good.")
    ResponseEntity<LeadView> disqualify(
            @PathVariable LeadId id,
            @Valid @RequestBody LeadRequests.DisqualifyLead body,
            Expected expected,
            Caller caller) {
        return changed(
                id,
                expected,
                new ChangeLead.Disqualify(
                        LeadAccess.partnerOf(caller), actor(caller), body.reason(), body.comment()),
                caller);
    }

    private ResponseEntity<LeadView> changed(
            LeadId id, Expected expected, ChangeLead.Action action, Caller caller) {
        access.get(id, caller);
        return answers.ok(change.handle(id, expected, action), caller);
    }

    private static Actor actor(Caller caller) {
        return new Actor(caller.subject());
    }
}
