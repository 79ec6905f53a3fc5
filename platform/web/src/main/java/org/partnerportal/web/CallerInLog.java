package org.partnerportal.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Refused;
import org.partnerportal.messaging.LogContext;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts the partner that the caller acts for into every line of the log; never who the caller is.
 */
final class CallerInLog extends OncePerRequestFilter {

    private final Callers callers;

    CallerInLog(Callers callers) {
        this.callers = callers;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String correlation = MDC.get(LogContext.CORRELATION_ID);
        try (var _ = LogContext.of(correlation == null ? "none" : correlation, actsFor(request))) {
            chain.doFilter(request, response);
        }
    }

    /** A partner that the caller may not act for is refused where the caller is asked for. */
    private @Nullable String actsFor(HttpServletRequest request) {
        try {
            return callers.current(request).partner();
        } catch (Refused e) {
            return null;
        }
    }
}
