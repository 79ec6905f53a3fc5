package org.partnerportal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Reads the caller out of the token; {@code X-Partner-Id} picks among the partners that the token
 * names, nothing else.
 */
final class Callers {

    private static final String PARTNER_HEADER = "X-Partner-Id";

    private final SecuritySettings settings;

    Callers(SecuritySettings settings) {
        this.settings = settings;
    }

    Caller current(HttpServletRequest request) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof Jwt token)) {
            return new Caller("anonymous", "anonymous", null, Set.of(), null);
        }
        String subject = Objects.requireNonNullElse(token.getSubject(), authentication.getName());
        String username = token.getClaimAsString("preferred_username");
        Set<String> roles =
                authentication.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .filter(authority ->
                                authority != null && authority.startsWith(TokenRoles.PREFIX))
                        .map(authority ->
                                String.valueOf(authority).substring(TokenRoles.PREFIX.length()))
                        .collect(Collectors.toUnmodifiableSet());
        return new Caller(
                subject,
                username == null ? subject : username,
                partner(token, request.getHeader(PARTNER_HEADER)),
                roles,
                token.getClaimAsString("region"));
    }

    private @Nullable String partner(Jwt token, @Nullable String picked) {
        String own = token.getClaimAsString(settings.partnerClaim());
        if (picked == null || picked.equals(own)) {
            return own;
        }
        List<String> memberships = token.getClaimAsStringList(settings.partnersClaim());
        if (memberships != null && memberships.contains(picked)) {
            return picked;
        }
        throw WebRefusal.NOT_A_MEMBER.because();
    }
}
