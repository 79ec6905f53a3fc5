package org.partnerportal.deal.registration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.products.ProductCatalogue;
import org.partnerportal.deal.registration.application.ChangeDeal;
import org.partnerportal.deal.registration.application.FindDeals;
import org.partnerportal.deal.registration.application.RegisterDeal;
import org.partnerportal.deal.registration.application.SubmitDeal;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.DealState;
import org.partnerportal.deal.registration.domain.DealType;
import org.partnerportal.deal.registration.domain.ExternalReference;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.Expected;
import org.partnerportal.web.Answers;
import org.partnerportal.web.Caller;
import org.partnerportal.web.Identities;
import org.partnerportal.web.MergePatch;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Registrations, as their partner works with them and everyone entitled reads them. */
@RestController
@RequestMapping("/api/v1/deals")
@Tag(name = "Deals", description = "Deal registrations")
class DealController {

    private static final String SELLS = "hasAnyRole('partner-admin', 'partner-sales')";

    /** The vendor's people do so on behalf of a partner that they look after. */
    private static final String REGISTERS =
            "hasAnyRole('partner-admin', 'partner-sales', 'channel-admin', 'partner-manager')";

    static final String READS =
            "hasAnyRole('partner-admin', 'partner-sales', 'partner-marketing',"
                    + " 'partner-technical', 'partner-finance', 'channel-admin', 'program-manager', 'partner-manager',"
                    + " 'region-manager', 'finance-approver', 'auditor', 'integration')";

    private final RegisterDeal register;
    private final SubmitDeal submit;
    private final ChangeDeal change;
    private final FindDeals find;
    private final DealAccess access;
    private final ProductCatalogue products;
    private final Identities identities;
    private final MergePatch patches;
    private final Clock clock;

    DealController(
            RegisterDeal register,
            SubmitDeal submit,
            ChangeDeal change,
            FindDeals find,
            DealAccess access,
            ProductCatalogue products,
            Identities identities,
            MergePatch patches,
            Clock clock) {
        this.register = register;
        this.submit = submit;
        this.change = change;
        this.find = find;
        this.access = access;
        this.products = products;
        this.identities = identities;
        this.patches = patches;
        this.clock = clock;
    }

    @PostMapping
    @PreAuthorize(REGISTERS)
    @Operation(
            summary = "Register a deal",
            description =
                    "As a draft that only the own organisation sees. The vendor's people name the partner for whom"
                            + " they register, and cannot approve what they registered.")
    ResponseEntity<DealView> register(
            @Valid @RequestBody DealRequests.Register body, Caller caller) {
        PartnerId partner = access.registersFor(caller, body.partnerId());
        Deal deal =
                register.handle(
                        new RegisterDeal.Command(
                                new DealId(identities.next(DealId.PREFIX)),
                                partner,
                                body.toDetails(products::codeOf),
                                body.references().stream()
                                        .map(reference ->
                                                ExternalReference.ofPartner(
                                                        partner,
                                                        reference.system(),
                                                        reference.id()))
                                        .toList(),
                                caller.isPartner()
                                        ? Set.of()
                                        : Set.of(new Actor(caller.subject()))));
        return Answers.created("/api/v1/deals/" + deal.id(), view(deal, caller), deal.version());
    }

    @GetMapping
    @PreAuthorize(READS)
    @Operation(
            summary = "List deals",
            description =
                    "Newest first. Partners get their own, partner managers those of their partners. sort: id,"
                            + " updatedAt or customer, with a leading - for descending. reference: system:id, crm:1C1I7A6R for"
                            + " instance.")
    Page<DealView> list(
            @RequestParam(required = false) DealState.@Nullable Name state,
            @RequestParam(required = false) @Nullable DealType type,
            @RequestParam(required = false) @Nullable String partnerId,
            @RequestParam(required = false) @Nullable String productCode,
            @RequestParam(required = false) @Nullable String customer,
            @RequestParam(required = false) @Nullable Instant updatedSince,
            @RequestParam(required = false) @Nullable String reference,
            PageRequest page,
            Caller caller) {
        return find.find(
                        new FindDeals.Filter(
                                access.visiblePartners(caller, partnerId),
                                state,
                                type,
                                productCode,
                                customer,
                                updatedSince,
                                reference,
                                clock.instant()),
                        page)
                .map(deal -> view(deal, caller));
    }

    @GetMapping("/{id}")
    @PreAuthorize(READS)
    @Operation(summary = "Show a deal")
    ResponseEntity<DealView> get(@PathVariable DealId id, Caller caller) {
        return answer(access.get(id, caller), caller);
    }

    @PatchMapping("/{id}")
    @PreAuthorize(REGISTERS)
    @Operation(
            summary = "Correct a deal",
            description =
                    "JSON merge patch (RFC 7396) of the fields of a registration; which in which state, the edit"
                            + " matrix says. Once approved, an estimate that departs from the approved one by more than"
                            + " the programme's tolerance has to be approved again; the protection runs on meanwhile.")
    ResponseEntity<DealView> edit(
            @PathVariable DealId id,
            @RequestBody JsonNode patch,
            Expected expected,
            Caller caller) {
        Deal current = access.get(id, caller);
        DealView view = view(current, caller);
        var before =
                new DealRequests.Register(
                        view.customer(),
                        view.products().stream()
                                .map(line ->
                                        new DealRequests.Line(
                                                line.productCode(), line.quantity(), line.amount()))
                                .toList(),
                        view.estimate(),
                        view.expectedCloseDate(),
                        view.description(),
                        null,
                        view.type(),
                        view.tenderPublishedOn(),
                        null);
        DealRequests.Register after = patches.apply(patch, before, DealRequests.Register.class);
        return answer(
                change.handle(
                        id,
                        expected,
                        new ChangeDeal.Edit(
                                after.toDetails(products::codeOf), DealAccess.side(caller))),
                caller);
    }

    @PostMapping("/{id}/submission")
    @PreAuthorize(REGISTERS)
    @Operation(
            summary = "Ask the vendor to decide",
            description =
                    "409 deal.customer-protected when another partner holds customer and product, who is never"
                            + " said; 409 deal.own-duplicate when the own organisation does. What would hold a customer"
                            + " for whom a tender is out is rejected at once, reason TENDER.")
    ResponseEntity<DealView> submit(@PathVariable DealId id, Expected expected, Caller caller) {
        access.get(id, caller);
        return answer(
                submit.handle(
                        new SubmitDeal.Command(
                                id,
                                expected,
                                new Actor(caller.subject()),
                                DealAccess.side(caller))),
                caller);
    }

    @PostMapping("/{id}/withdrawal")
    @PreAuthorize(SELLS)
    @Operation(
            summary = "Take a deal back",
            description = "For good; before the vendor has decided.")
    ResponseEntity<DealView> withdraw(@PathVariable DealId id, Expected expected, Caller caller) {
        return changed(id, expected, new ChangeDeal.Withdraw(), caller);
    }

    @PutMapping("/{id}/stage")
    @PreAuthorize(SELLS)
    @Operation(
            summary = "Say how far the sale is",
            description = "The sales stage and the next step; the registration status stays.")
    ResponseEntity<DealView> stage(
            @PathVariable DealId id,
            @Valid @RequestBody DealRequests.Stage body,
            Expected expected,
            Caller caller) {
        return changed(
                id, expected, new ChangeDeal.ChangeStage(body.stage(), body.nextStep()), caller);
    }

    @PostMapping("/{id}/win")
    @PreAuthorize(
            "hasAnyRole('partner-admin', 'partner-sales', 'channel-admin', 'partner-manager')")
    @Operation(summary = "Report a won deal", description = "With the order as proof.")
    ResponseEntity<DealView> win(
            @PathVariable DealId id,
            @Valid @RequestBody DealRequests.Win body,
            Expected expected,
            Caller caller) {
        return changed(
                id,
                expected,
                new ChangeDeal.Win(body.wonAt(), body.amount(), body.orderReference()),
                caller);
    }

    @PostMapping("/{id}/loss")
    @PreAuthorize(
            "hasAnyRole('partner-admin', 'partner-sales', 'channel-admin', 'partner-manager')")
    @Operation(summary = "Report a lost deal", description = "Frees the customer for others.")
    ResponseEntity<DealView> lose(
            @PathVariable DealId id,
            @Valid @RequestBody DealRequests.Lose body,
            Expected expected,
            Caller caller) {
        return changed(
                id,
                expected,
                new ChangeDeal.Lose(body.lostAt(), body.reason(), body.comment()),
                caller);
    }

    private ResponseEntity<DealView> changed(
            DealId id, Expected expected, ChangeDeal.Action action, Caller caller) {
        access.get(id, caller);
        return answer(change.handle(id, expected, action), caller);
    }

    private ResponseEntity<DealView> answer(Deal deal, Caller caller) {
        return Answers.ok(view(deal, caller), deal.version());
    }

    private DealView view(Deal deal, Caller caller) {
        return DealView.of(deal, DealAccess.side(caller), clock.instant());
    }
}
