package org.partnerportal.partner.partner.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Expected;
import org.partnerportal.partner.partner.application.ChangePartner;
import org.partnerportal.partner.partner.application.FindPartners;
import org.partnerportal.partner.partner.domain.Partner;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.partnerportal.partner.partner.domain.PartnerState;
import org.partnerportal.partner.partner.domain.Partners;
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

/**
 * Partners: a partner reads itself, a partner manager those assigned to it, the vendor's other
 * roles all.
 */
@RestController
@RequestMapping("/api/v1/partners")
@Tag(name = "Partners", description = "The companies that sell")
class PartnerController {

    private static final String READS =
            "hasAnyRole('partner-admin', 'partner-sales', 'partner-marketing',"
                    + " 'partner-technical', 'partner-finance', 'channel-admin', 'program-manager', 'partner-manager',"
                    + " 'region-manager', 'finance-approver', 'auditor', 'integration')";
    private static final String DECIDES = "hasAnyRole('channel-admin')";

    /** Roles that see every partner. */
    private static final String[] SEES_ALL = {
        "channel-admin",
        "program-manager",
        "region-manager",
        "finance-approver",
        "auditor",
        "integration"
    };

    private final Partners partners;
    private final FindPartners find;
    private final ChangePartner change;

    PartnerController(Partners partners, FindPartners find, ChangePartner change) {
        this.partners = partners;
        this.find = find;
        this.change = change;
    }

    record Reason(@NotBlank @Size(max = 2000) String reason) {}

    @GetMapping
    @PreAuthorize(READS)
    @Operation(
            summary = "List partners",
            description = "By name; sort: name or id, with a leading - for descending.")
    Page<PartnerView> list(
            @RequestParam(required = false) PartnerState.@Nullable Name state,
            @RequestParam(required = false) @Nullable String region,
            @RequestParam(required = false) @Nullable String channelManager,
            @RequestParam(required = false) @Nullable String name,
            PageRequest page,
            Caller caller) {
        String manager =
                caller.isPartner() || caller.hasAny(SEES_ALL) ? channelManager : caller.username();
        if (channelManager != null && !channelManager.equals(manager)) {
            return new Page<>(List.of(), null);
        }
        return find.find(
                        new FindPartners.Filter(caller.partner(), state, region, manager, name),
                        page)
                .map(partner -> view(partner, caller));
    }

    @GetMapping("/{id}")
    @PreAuthorize(READS)
    @Operation(summary = "Show a partner")
    ResponseEntity<PartnerView> get(@PathVariable PartnerId id, Caller caller) {
        Partner partner = partners.get(id);
        if (!maySee(partner, caller)) {
            throw CommonRefusal.NOT_FOUND.because(id);
        }
        return answer(partner, caller);
    }

    private static boolean maySee(Partner partner, Caller caller) {
        if (caller.isPartner()) {
            return partner.id().value().equals(caller.partner());
        }
        return caller.hasAny(SEES_ALL)
                || caller.username().equals(partner.profile().channelManager());
    }

    @PostMapping("/{id}/suspension")
    @PreAuthorize(DECIDES)
    @Operation(
            summary = "Suspend a partner",
            description = "It can still read, and finish what is open.")
    ResponseEntity<PartnerView> suspend(
            @PathVariable PartnerId id,
            @Valid @RequestBody Reason body,
            Expected expected,
            Caller caller) {
        return answer(
                change.handle(id, expected, new ChangePartner.Suspend(body.reason())), caller);
    }

    @PostMapping("/{id}/reinstatement")
    @PreAuthorize(DECIDES)
    @Operation(summary = "Reinstate a suspended partner")
    ResponseEntity<PartnerView> reinstate(
            @PathVariable PartnerId id, Expected expected, Caller caller) {
        return answer(change.handle(id, expected, new ChangePartner.Reinstate()), caller);
    }

    @PostMapping("/{id}/termination")
    @PreAuthorize(DECIDES)
    @Operation(summary = "End a partnership")
    ResponseEntity<PartnerView> terminate(
            @PathVariable PartnerId id,
            @Valid @RequestBody Reason body,
            Expected expected,
            Caller caller) {
        return answer(
                change.handle(id, expected, new ChangePartner.Terminate(body.reason())), caller);
    }

    private static ResponseEntity<PartnerView> answer(Partner partner, Caller caller) {
        return Answers.ok(view(partner, caller), partner.version());
    }

    private static PartnerView view(Partner partner, Caller caller) {
        return PartnerView.of(partner, caller.hasAny("channel-admin"));
    }
}
