package org.partnerportal.partner.memberships.web;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.partner.memberships.domain.MembershipRefusal;
import org.partnerportal.partner.memberships.domain.PartnerRole;
import org.partnerportal.partner.memberships.domain.Person;

/** What callers send about memberships. */
final class MembershipRequests {

    private static final String NO_CONTROLS = "\\P{Cc}*";

    private MembershipRequests() {}

    /**
     * @param roles {@code partner-admin}, {@code partner-sales}, {@code partner-marketing}, {@code
     *     partner-technical}, {@code partner-finance}
     * @param locale language of the person's mails; English where it is missing
     */
    record Invitation(
            @NotBlank @Email @Size(max = 254) @Pattern(regexp = NO_CONTROLS) String email,
            @NotBlank @Size(max = 200) @Pattern(regexp = NO_CONTROLS) String name,
            @NotEmpty @Size(max = 5) List<@NotNull @Size(max = 40) String> roles,
            @Pattern(regexp = "en|hu|de") @Nullable String locale) {

        Person person() {
            return new Person(
                    email.strip(), name.strip(), Objects.requireNonNullElse(locale, "en"));
        }
    }

    record Roles(@NotEmpty @Size(max = 5) List<@NotNull @Size(max = 40) String> roles) {}

    record Reason(@NotBlank @Size(max = 2000) String reason) {}

    static Set<PartnerRole> roles(Collection<String> texts) {
        var roles = EnumSet.noneOf(PartnerRole.class);
        for (String text : texts) {
            roles.add(
                    PartnerRole.of(text)
                            .orElseThrow(() -> MembershipRefusal.UNKNOWN_ROLE.because(text)));
        }
        return roles;
    }
}
