package org.partnerportal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.CommandContext.Origin;
import org.partnerportal.kernel.Refused;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.servlet.HandlerMapping;

/** Where a request comes from, as the audit trail names it: ids and roles out of the token. */
final class Origins {

    private final SecuritySettings settings;
    private final Callers callers;

    Origins(SecuritySettings settings) {
        this.settings = settings;
        this.callers = new Callers(settings);
    }

    Origin of(HttpServletRequest request) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof Jwt token)) {
            return new Origin(() -> action(request), null, null, Set.of(), null);
        }
        Caller caller = caller(request);
        String client = token.getClaimAsString("azp");
        return new Origin(
                () -> action(request),
                client != null ? client : token.getClaimAsString("client_id"),
                caller == null ? token.getClaimAsString(settings.partnerClaim()) : caller.partner(),
                caller == null ? Set.of() : caller.roles(),
                TokenRoles.walk(token.getClaims(), settings.impersonatorClaim())
                                instanceof String impersonator
                        ? impersonator
                        : null);
    }

    /** None where he names a partner that is not his, which is refused where it matters. */
    private @Nullable Caller caller(HttpServletRequest request) {
        try {
            return callers.current(request);
        } catch (Refused e) {
            return null;
        }
    }

    /** The method and the route, without what was filled into it. */
    static String action(HttpServletRequest request) {
        Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return request.getMethod() + " " + (route == null ? "unknown route" : route);
    }
}
