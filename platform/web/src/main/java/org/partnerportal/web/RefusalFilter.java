package org.partnerportal.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.messaging.audit.AuditTrail;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Records who was refused what: to look (403, and 404, which is also the answer to a stranger) and
 * to change something (any refusal). A request without a good token has no actor and is left to the
 * gateway's figures.
 */
final class RefusalFilter extends OncePerRequestFilter {

    /** Where the request keeps its {@link CommandContext} for us. */
    static final String CONTEXT = RefusalFilter.class.getName() + ".context";

    private static final String CODE = RefusalFilter.class.getName() + ".code";

    /** Our ids alone: what else stands in a path may be anything that somebody has typed. */
    private static final Pattern ID = Pattern.compile("\\b[a-z]{2,8}_[0-7][0-9A-HJKMNP-TV-Z]{25}");

    private final AuditTrail audit;

    RefusalFilter(AuditTrail audit) {
        this.audit = audit;
    }

    /** Keeps the problem's code beside the answer, which shows its status alone. */
    static void remember(ProblemDetail problem) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null
                && problem.getProperties() != null
                && problem.getProperties().get("code") instanceof String code) {
            request.setAttribute(CODE, code, RequestAttributes.SCOPE_REQUEST);
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        int status = response.getStatus();
        if (request.getAttribute(CONTEXT) instanceof CommandContext context
                && isRefusal(request, status)) {
            String code =
                    request.getAttribute(CODE) instanceof String known ? known : "http." + status;
            audit.refused(context, code, status, ids(request.getRequestURI()));
        }
    }

    private static boolean isRefusal(HttpServletRequest request, int status) {
        if (CommandFilter.changes(request)) {
            return status != HttpStatus.UNAUTHORIZED.value()
                    && HttpStatusCode.valueOf(status).is4xxClientError();
        }
        return status == HttpStatus.FORBIDDEN.value() || status == HttpStatus.NOT_FOUND.value();
    }

    private static List<String> ids(String path) {
        return ID.matcher(path).results().map(MatchResult::group).distinct().limit(3).toList();
    }
}
