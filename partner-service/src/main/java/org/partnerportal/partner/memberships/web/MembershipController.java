package org.partnerportal.partner.memberships.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Expected;
import org.partnerportal.partner.memberships.application.ChangeMembership;
import org.partnerportal.partner.memberships.application.FindMemberships;
import org.partnerportal.partner.memberships.application.InviteMember;
import org.partnerportal.partner.memberships.domain.Membership;
import org.partnerportal.partner.memberships.domain.MembershipId;
import org.partnerportal.partner.memberships.domain.MembershipState;
import org.partnerportal.partner.memberships.domain.Memberships;
import org.partnerportal.partner.memberships.domain.PartnerRole;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.partnerportal.partner.partner.domain.Partners;
import org.partnerportal.web.Answers;
import org.partnerportal.web.Caller;
import org.partnerportal.web.Identities;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The people of a partner: its administrators invite and dismiss them, the vendor's channel
 * administrators too. A person sees its own membership.
 */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Memberships", description = "People in partner organisations and their accounts")
class MembershipController {

    private static final String READS =
            "hasAnyRole('partner-admin', 'channel-admin', 'partner-manager', 'auditor')";
    private static final String CHANGES = "hasAnyRole('partner-admin', 'channel-admin')";

    private final Memberships memberships;
    private final FindMemberships find;
    private final InviteMember invite;
    private final ChangeMembership change;
    private final Partners partners;
    private final Identities identities;

    MembershipController(
            Memberships memberships,
            FindMemberships find,
            InviteMember invite,
            ChangeMembership change,
            Partners partners,
            Identities identities) {
        this.memberships = memberships;
        this.find = find;
        this.invite = invite;
        this.change = change;
        this.partners = partners;
        this.identities = identities;
    }

    @PostMapping("/partners/{id}/memberships")
    @PreAuthorize(CHANGES)
    @Operation(
            summary = "Invite a person",
            description =
                    "202: the account follows by itself; an outage of the identity provider delays it."
                            + " 409 if the person is a member already.")
    ResponseEntity<MembershipView> invite(
            @PathVariable PartnerId id,
            @Valid @RequestBody MembershipRequests.Invitation body,
            Caller caller) {
        mustSee(id, caller);
        Set<PartnerRole> roles = MembershipRequests.roles(body.roles());
        Membership membership =
                invite.handle(
                        new MembershipId(identities.next(MembershipId.PREFIX)),
                        id,
                        body.person(),
                        roles);
        return Answers.accepted("/api/v1/memberships/" + membership.id(), view(membership, caller));
    }

    @GetMapping("/partners/{id}/memberships")
    @PreAuthorize(READS)
    @Operation(
            summary = "List a partner's people",
            description = "sort: id, with a leading - for descending.")
    Page<MembershipView> list(
            @PathVariable PartnerId id,
            @RequestParam(required = false) MembershipState.@Nullable Name state,
            @RequestParam(required = false) @Nullable String role,
            PageRequest page,
            Caller caller) {
        mustSee(id, caller);
        PartnerRole wanted =
                role == null ? null : MembershipRequests.roles(Set.of(role)).iterator().next();
        return find.find(new FindMemberships.Filter(id, state, wanted), page)
                .map(membership -> view(membership, caller));
    }

    @GetMapping("/memberships/me")
    @PreAuthorize("isAuthenticated()")
    @Operation(summary = "Show my own membership")
    ResponseEntity<MembershipView> mine(Caller caller) {
        return answer(own(caller), caller);
    }

    @PostMapping("/memberships/me/activation")
    @PreAuthorize("isAuthenticated()")
    @Operation(
            summary = "Take up my membership",
            description = "The application calls it after the first login; again is no harm.")
    ResponseEntity<MembershipView> activate(Caller caller) {
        Membership membership = own(caller);
        return answer(
                membership.state() instanceof MembershipState.Invited
                        ? change.handle(
                                membership.id(), Expected.any(), new ChangeMembership.Activate())
                        : membership,
                caller);
    }

    @GetMapping("/memberships/{id}")
    @PreAuthorize(READS)
    @Operation(summary = "Show a membership")
    ResponseEntity<MembershipView> get(@PathVariable MembershipId id, Caller caller) {
        return answer(visible(id, caller), caller);
    }

    @PutMapping("/memberships/{id}/roles")
    @PreAuthorize(CHANGES)
    @Operation(
            summary = "Change what a person may do",
            description = "409 if it would leave the partner without an administrator.")
    ResponseEntity<MembershipView> changeRoles(
            @PathVariable MembershipId id,
            @Valid @RequestBody MembershipRequests.Roles body,
            Expected expected,
            Caller caller) {
        Set<PartnerRole> roles = MembershipRequests.roles(body.roles());
        return handle(id, expected, new ChangeMembership.ChangeRoles(roles), caller);
    }

    @PostMapping("/memberships/{id}/deactivation")
    @PreAuthorize(CHANGES)
    @Operation(summary = "Keep a person out for the time being")
    ResponseEntity<MembershipView> deactivate(
            @PathVariable MembershipId id,
            @Valid @RequestBody MembershipRequests.Reason body,
            Expected expected,
            Caller caller) {
        return handle(id, expected, new ChangeMembership.Deactivate(body.reason()), caller);
    }

    @PostMapping("/memberships/{id}/reactivation")
    @PreAuthorize(CHANGES)
    @Operation(summary = "Let a person in again")
    ResponseEntity<MembershipView> reactivate(
            @PathVariable MembershipId id, Expected expected, Caller caller) {
        return handle(id, expected, new ChangeMembership.Reactivate(), caller);
    }

    @PostMapping("/memberships/{id}/invitation")
    @PreAuthorize(CHANGES)
    @Operation(
            summary = "Invite again",
            description = "Sends the mail once more, and tries again what has failed.")
    ResponseEntity<MembershipView> inviteAgain(
            @PathVariable MembershipId id, Expected expected, Caller caller) {
        return handle(id, expected, new ChangeMembership.InviteAgain(), caller);
    }

    @PostMapping("/memberships/{id}/end")
    @PreAuthorize(CHANGES)
    @Operation(
            summary = "End a membership for good",
            description = "409 if it would leave the partner without an administrator.")
    ResponseEntity<MembershipView> end(
            @PathVariable MembershipId id,
            @Valid @RequestBody MembershipRequests.Reason body,
            Expected expected,
            Caller caller) {
        return handle(id, expected, new ChangeMembership.End(body.reason()), caller);
    }

    private ResponseEntity<MembershipView> handle(
            MembershipId id, Expected expected, ChangeMembership.Action action, Caller caller) {
        visible(id, caller);
        return answer(change.handle(id, expected, action), caller);
    }

    private Membership own(Caller caller) {
        return find.ofSubject(caller.subject())
                .filter(it -> it.partner().value().equals(caller.partner()))
                .orElseThrow(() -> CommonRefusal.NOT_FOUND.because("me"));
    }

    private Membership visible(MembershipId id, Caller caller) {
        Membership membership = memberships.get(id);
        if (!maySee(membership.partner(), caller)) {
            throw CommonRefusal.NOT_FOUND.because(id);
        }
        return membership;
    }

    private void mustSee(PartnerId id, Caller caller) {
        if (!maySee(id, caller) || partners.find(id).isEmpty()) {
            throw CommonRefusal.NOT_FOUND.because(id);
        }
    }

    private boolean maySee(PartnerId partner, Caller caller) {
        if (caller.isPartner()) {
            return partner.value().equals(caller.partner());
        }
        return caller.hasAny("channel-admin", "auditor")
                || partners.find(partner)
                        .map(it -> caller.username().equals(it.profile().channelManager()))
                        .orElse(false);
    }

    private static ResponseEntity<MembershipView> answer(Membership membership, Caller caller) {
        return Answers.ok(view(membership, caller), membership.version());
    }

    private static MembershipView view(Membership membership, Caller caller) {
        return MembershipView.of(membership, caller.hasAny("partner-admin", "channel-admin"));
    }
}
